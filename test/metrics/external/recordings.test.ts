import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { valuesOf } from "../../../lib/metrics/cost.ts";
import { type RecordedMetrics, recordingText } from "../../../lib/metrics/recording.ts";
import { catalogue, isOwn, JOBS, type Job } from "../../../metrics/index.ts";
import {
  exporterOf,
  metricsOf,
  RECORDINGS,
  readRecordings,
  recordingFile,
  SCRAPE,
} from "../../../stacks/recordings.ts";
import { targets } from "../../../stacks/targets.ts";

const recordings = readRecordings();
/** What is said of the metrics that every Go program has, where the program itself could not be had to be recorded. */
const LIKE: Partial<Record<Job, Job>> = { grafana: "prometheus", cadvisor: "prometheus" };
const recordedOf = (job: Job): RecordedMetrics => ({
  ...metricsOf(recordings, SCRAPE),
  ...metricsOf(recordings, exporterOf(targets[LIKE[job] ?? job])),
});

const cases = JOBS.flatMap((job) =>
  catalogue[job].filter((metric) => !isOwn(metric)).map((metric) => ({ job, name: metric.name, metric })),
);

describe.each(cases)("$name as $job exposes it", ({ job, metric }) => {
  const recorded = recordedOf(job)[metric.name];

  it("was really scraped, with this type", () => {
    // An untyped metric says nothing about its type; what Prometheus makes itself is exported without one.
    expect([metric.type, "untyped"]).toContain(recorded?.type);
  });

  it("has the labels that we declare and no others", () => {
    expect(Object.keys(recorded?.labels ?? {}).sort()).toEqual(Object.keys(metric.domains).sort());
  });

  it("has no more values of a label than we count on", () => {
    const over = Object.entries(metric.domains).filter(
      ([label, domain]) => (recorded?.labels[label] ?? 0) > valuesOf(domain),
    );
    expect(over).toEqual([]);
  });

  it("has the help that we repeat", () => {
    if (recorded?.help !== "") expect(recorded?.help).toBe(metric.help);
    else expect(metric.name).toMatch(/^(up|scrape_)/);
  });
});

describe("the recordings", () => {
  it("are named by exporter and version, and as their writer writes them", () => {
    expect(readdirSync(RECORDINGS).sort()).toEqual(recordings.map(recordingFile).sort());
    for (const recording of recordings)
      expect(readFileSync(join(RECORDINGS, recordingFile(recording)), "utf8")).toBe(recordingText(recording));
  });

  it("are of every exporter that is scraped, but for those whose images could not be had", () => {
    const exporters = JOBS.map((job) => exporterOf(targets[job])).filter(
      (exporter) => !metricsOf(recordings, exporter),
    );
    expect(exporters.map(({ exporter }) => exporter)).toEqual(["grafana", "cadvisor"]);
  });

  it("hold what was really there: every metric has series, and none of ours is among them", () => {
    const ours = new Set(JOBS.flatMap((job) => catalogue[job].filter(isOwn).map(({ name }) => name)));
    const all = recordings.flatMap(({ metrics }) => Object.entries(metrics));
    expect(all.length).toBeGreaterThan(1000);
    expect(all.filter(([name, { series }]) => series < 1 || ours.has(name))).toEqual([]);
  });
});
