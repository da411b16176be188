import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { metricsOf } from "../../../lib/metrics/catalogue.ts";
import type { AnyMetric } from "../../../lib/metrics/definitions.ts";
import type { Recording } from "../../../lib/metrics/recording.ts";
import * as external from "../../../metrics/external/index.ts";
import { catalogue, JOBS, type Job } from "../../../metrics/index.ts";

const folder = new URL("../../../metrics/external/recordings/", import.meta.url);
const recordings = readdirSync(folder).map(
  (file) => JSON.parse(readFileSync(new URL(file, folder), "utf8")) as Recording,
);

/** Which recordings a job's metrics of other people's making are held to. */
const EXPORTERS: Readonly<Record<Job, readonly string[]>> = {
  prometheus: ["prometheus"],
  quantflow: ["prom-client"],
  exchange: ["prom-client"],
  timescaledb: ["postgres-exporter"],
  redis: ["redis-exporter"],
  "node-red": ["blackbox-exporter-probe"],
  // Neither Grafana nor cAdvisor can be had without an image registry; both are Go programs with its usual metrics.
  grafana: ["prometheus"],
  alertmanager: ["alertmanager"],
  node: ["node-exporter"],
  blackbox: ["blackbox-exporter"],
  cadvisor: ["prometheus"],
  mail: ["blackbox-exporter-probe"],
};

const foreign = new Set(metricsOf(external).map(({ name }) => name));
const recordedIn = (exporters: readonly string[]): Recording["metrics"] =>
  Object.assign({}, ...recordings.filter(({ exporter }) => exporters.includes(exporter)).map(({ metrics }) => metrics));

const cases = JOBS.flatMap((job) =>
  catalogue[job].filter(({ name }) => foreign.has(name)).map((metric) => ({ job, name: metric.name, metric })),
);

describe.each(cases)("$name as $job exposes it", ({ job, metric }) => {
  const recorded = recordedIn(["prometheus-scrape", ...EXPORTERS[job]])[metric.name];

  it("was really scraped, with this type", () => {
    // An untyped metric says nothing about its type; what Prometheus makes itself is exported without one.
    expect([metric.type, "untyped"]).toContain(recorded?.type);
  });

  it("has the labels that we declare and no others", () => {
    const labels = Object.keys(recorded?.labels ?? {}).filter((label) => label !== "job" && label !== "instance");
    expect(labels.sort()).toEqual(Object.keys(metric.domains).sort());
  });

  it("has no more values of a label than we count on", () => {
    const over = Object.entries(metric.domains).filter(
      ([label, domain]) => (recorded?.labels[label] ?? 0) > most(domain),
    );
    expect(over).toEqual([]);
  });

  it("has the help that we repeat", () => {
    if (recorded?.help !== "") expect(recorded?.help).toBe(metric.help);
    else expect(metric.name).toMatch(/^(up|scrape_)/);
  });
});

const most = (domain: AnyMetric["domains"][string]): number => ("upTo" in domain ? domain.upTo : domain.length);

describe("the recordings", () => {
  it("are named by exporter and version", () => {
    expect(readdirSync(folder).sort()).toEqual(
      recordings.map(({ exporter, version }) => `${exporter}-${version}.json`).sort(),
    );
  });
});
