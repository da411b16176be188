import {
  type Exporter,
  mostOf,
  type RecordedMetrics,
  type Recording,
  recordedMetrics,
} from "../../lib/metrics/recording.ts";
import type { Target } from "../../lib/services/target.ts";
import { catalogue, isOwn, type Job } from "../../metrics/index.ts";
import { exporterOf, SCRAPE } from "../../stacks/recordings.ts";
import type { Prometheus } from "../stack/prometheus.ts";
import { scrapeFailed } from "./errors.ts";
import { instanceOf, type Scraper, scrapeText } from "./scrape.ts";

/** What one target exposes at this moment, by whose it is. */
export interface Observed {
  readonly job: Job;
  readonly instance: string;
  readonly exporter: Exporter;
  /** Of the exporter, or of the library in our own process. */
  readonly exported: RecordedMetrics;
  readonly own: RecordedMetrics;
  /** What Prometheus itself adds to a scrape. */
  readonly scrape: RecordedMetrics;
}

/** Every target, each asked as Prometheus asks it. Fails when one does not answer. */
export const observe = (
  scraper: Scraper,
  prometheus: Pick<Prometheus, "query">,
  targets: readonly Target<Job>[],
): Promise<readonly Observed[]> =>
  Promise.all(
    targets.map(async (target) => ({
      job: target.job,
      instance: instanceOf(target),
      exporter: exporterOf(target),
      ...split(target.job, exposedIn(target, await scrapeText(scraper, target))),
      scrape: await scrapeSeries(prometheus, target),
    })),
  );

function exposedIn(target: Target<Job>, text: string): RecordedMetrics {
  try {
    return recordedMetrics(text);
  } catch (error) {
    if (error instanceof SyntaxError) throw scrapeFailed(instanceOf(target), target.job, error.message);
    throw error;
  }
}

function split(job: Job, all: RecordedMetrics): Pick<Observed, "exported" | "own"> {
  const ours = new Set(catalogue[job].filter(isOwn).map(({ name }) => name));
  const only = (wanted: boolean) =>
    Object.fromEntries(Object.entries(all).filter(([name]) => ours.has(name) === wanted));
  return { exported: only(false), own: only(true) };
}

/** They are in no exposition, and Prometheus says nothing of them but their names. */
async function scrapeSeries(prometheus: Pick<Prometheus, "query">, target: Target): Promise<RecordedMetrics> {
  const of = `job="${target.job}",instance="${instanceOf(target)}"`;
  const samples = await prometheus.query(`{__name__=~"up|scrape_.+",${of}}`);
  return recordedMetrics(samples.map(({ labels }) => `${labels["__name__"]} 0\n`).join(""));
}

/** One recording an exporter, and one of the scrape itself. Ours are declared, so there is none of them. */
export function recordingsOf(observed: readonly Observed[]): readonly Recording[] {
  const exporters = [...new Map(observed.map(({ exporter }) => [exporter.exporter, exporter])).values()];
  const recordings = exporters.map((exporter) => ({
    ...exporter,
    metrics: mostOf(
      observed.filter((one) => one.exporter.exporter === exporter.exporter).map(({ exported }) => exported),
    ),
  }));
  return [...recordings, { ...SCRAPE, metrics: mostOf(observed.map(({ scrape }) => scrape)) }];
}
