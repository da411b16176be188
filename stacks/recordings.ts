import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { Exporter, RecordedMetrics, Recording } from "../lib/metrics/recording.ts";
import { localOf, registryOf } from "../lib/services/image.ts";
import type { Service } from "../lib/services/service.ts";
import type { Target } from "../lib/services/target.ts";
import packages from "../package.json" with { type: "json" };
import { brokenRecording, notRecorded, unknownImage } from "./errors.ts";
import { type ImageName, imageNames, images } from "./versions.ts";

export const RECORDINGS = join(import.meta.dirname, "..", "metrics", "external", "recordings");

/** Our own processes: the library's metrics are recorded, ours are declared. */
const OWN_LIBRARY: Exporter = { exporter: "prom-client", version: packages.dependencies["prom-client"] };

/** What Prometheus adds to every scrape. */
export const SCRAPE: Exporter = { exporter: "prometheus-scrape", version: versionOf("prometheus") };

/**
 * Whose metrics a scrape of this target holds, our own aside: the program that answers, and its part or a probe's module
 * too, because each answers with metrics of its own.
 */
export function exporterOf({ at, probe, part = probe?.module }: Pick<Target, "at" | "probe" | "part">): Exporter {
  const image = imageOf(at.service);
  if (registryOf(images[image]) === undefined) return OWN_LIBRARY;
  return { exporter: part === undefined ? image : `${image}-${part}`, version: versionOf(image) };
}

export const recordingFile = ({ exporter, version }: Exporter): string => `${exporter}-${version}.json`;

const recording: z.ZodType<Recording> = z.object({
  exporter: z.string(),
  version: z.string(),
  metrics: z.record(
    z.string(),
    z.object({
      type: z.string(),
      help: z.string(),
      labels: z.record(z.string(), z.number()),
      series: z.number(),
      buckets: z.array(z.number()).exactOptional(),
    }),
  ),
});

/** Every recording, in the order of their files. Fails on a file that is none. */
export const readRecordings = (directory = RECORDINGS): readonly Recording[] =>
  readdirSync(directory)
    .filter((file) => file.endsWith(".json"))
    .sort()
    .map((file) => {
      const text = readFileSync(join(directory, file), "utf8");
      try {
        return recording.parse(JSON.parse(text));
      } catch (error) {
        throw brokenRecording(file, error instanceof z.ZodError ? z.prettifyError(error) : (error as Error).message);
      }
    });

/** The metrics of an exporter's version; undefined where it was never recorded. */
export const metricsOf = (
  recordings: readonly Recording[],
  { exporter, version }: Exporter,
): RecordedMetrics | undefined =>
  recordings.find((one) => one.exporter === exporter && one.version === version)?.metrics;

/** Images whose metrics our rules speak of; those of Grafana and cAdvisor could not be had to be recorded. */
const REQUIRED: readonly ImageName[] = [
  "prometheus",
  "alertmanager",
  "node-exporter",
  "blackbox-exporter",
  "postgres-exporter",
  "redis-exporter",
];

/**
 * Fails when a service's version has no recording of a real scrape: another version may export other metrics, and rules
 * on those would be dead.
 */
export function requireRecordings(services: readonly Service[], directory = RECORDINGS): void {
  for (const image of REQUIRED.filter((name) => services.some((service) => service.image === name))) {
    const version = versionOf(image);
    const file = recordingFile({ exporter: image, version });
    if (!existsSync(join(directory, file))) throw notRecorded(image, version, file);
  }
}

function imageOf({ image }: Service): ImageName {
  const known = imageNames.find((name) => name === image);
  if (known === undefined) throw unknownImage(image, imageNames);
  return known;
}

/** As the program calls itself: without the `v` of a tag, or a distribution's suffix. */
function versionOf(name: ImageName): string {
  const image = images[name];
  const version = localOf(image)?.version ?? registryOf(image)?.tag ?? "";
  return version.replace(/^v/, "");
}
