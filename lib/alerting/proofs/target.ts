import type {
  AnyMetric,
  Counter,
  Gauge,
  Histogram,
  LabelDomains,
  Labels,
  Recorder,
} from "../../metrics/definitions.ts";
import { counter } from "../../metrics/definitions.ts";
import { MetricsRecorder } from "../../metrics/recorder.ts";
import type { Sample } from "../../metrics/series.ts";
import { escapeLabelValue } from "../../metrics/text.ts";
import { refusedByRecorder } from "./errors.ts";

const drops = {
  labelSets: counter({ name: "dropped_label_sets_total", help: "Label sets beyond the cap.", unit: "items" }),
  values: counter({ name: "dropped_values_total", help: "Values that are no number.", unit: "items" }),
};

/** What Prometheus writes of a scrape; a story may say what it found. */
interface ScrapeFacts {
  /** Samples read until the scrape ended. */
  readonly samplesScraped: number;
  /** Samples after relabeling; counted past a limit. */
  readonly samplesKept: number;
  /** -1: longer than the limit. */
  readonly bodyBytes: number;
}
const NOTHING_READ: ScrapeFacts = { samplesScraped: 0, samplesKept: 0, bodyBytes: 0 };
const BYTES_PER_SAMPLE = 100;

/**
 * A process that is scraped. What it records goes through the recorder of the application, so its series are exactly as
 * exposed. A metric of somebody else's exporter is exposed from when it is first recorded, with every label that a
 * recording of the real one has.
 */
export class Target implements Recorder {
  readonly #labels: { readonly job: string; readonly instance: string };
  readonly #recorder: (() => MetricsRecorder) | undefined;
  readonly #undeclared: (metric: string) => readonly string[];
  #own: MetricsRecorder | undefined;
  readonly #shapes = new Map<AnyMetric, MetricsRecorder>();
  #fails = false;
  #found: Partial<ScrapeFacts> = {};
  #present = true;
  #sampleLimit = 0;

  constructor(
    labels: { readonly job: string; readonly instance: string },
    recorder: (() => MetricsRecorder) | undefined,
    undeclared: (metric: string) => readonly string[],
  ) {
    this.#labels = labels;
    this.#recorder = recorder;
    this.#own = recorder?.();
    this.#undeclared = undeclared;
  }

  increment<L extends Labels>(metric: Counter<L>, labels: NoInfer<L>, by = 1): void {
    this.#of(metric).increment(metric, labels, by);
  }
  set<L extends Labels>(metric: Gauge<L>, labels: NoInfer<L>, value: number): void {
    this.#of(metric).set(metric, labels, value);
  }
  observe<L extends Labels>(metric: Histogram<L>, labels: NoInfer<L>, value: number, times = 1): void {
    for (let count = 0; count < times; count += 1) this.#of(metric).observe(metric, labels, value);
  }
  remove<L extends Labels>(metric: Gauge<L>, labels: NoInfer<L>): void {
    this.#of(metric).remove(metric, labels);
  }
  /** Every series of a metric ends; recorded again, it begins anew. */
  forget(metric: AnyMetric): void {
    this.#shapes.delete(metric);
  }
  /** The process begins anew: counters at 0, and nothing known of what others told it. */
  restarts(): void {
    this.#own = this.#recorder?.();
    this.#shapes.clear();
  }
  /** Scrapes fail until it answers: refused, timed out or, as `found` tells, over a limit. */
  fails(found: Partial<ScrapeFacts> = {}): void {
    this.#fails = true;
    this.#found = { ...NOTHING_READ, ...found };
  }
  /** `found` tells of samples that no story lists: those of the whole exporter, or those that relabeling drops. */
  answers(found: Partial<ScrapeFacts> = {}): void {
    this.#fails = false;
    this.#found = found;
    this.#present = true;
  }
  /** It is no longer in Prometheus' configuration. */
  vanishes(): void {
    this.#present = false;
  }
  /** The configured `sample_limit`; 0: none. */
  limitSamples(limit: number): void {
    this.#sampleLimit = limit;
  }

  /** The samples of one scrape, those that Prometheus adds included. */
  *scraped(): Iterable<Sample> {
    if (!this.#present) return;
    const exposed = this.#fails ? [] : [...this.#exposed()];
    yield* exposed;
    yield* this.#ofScrape(exposed.length);
  }

  #of(metric: AnyMetric): MetricsRecorder {
    if (this.#own?.families().some(({ name }) => name === metric.name)) return this.#own;
    const shape = this.#shapes.get(metric) ?? new MetricsRecorder([metric, drops.labelSets, drops.values], drops);
    this.#shapes.set(metric, shape);
    return shape;
  }

  *#exposed(): Iterable<Sample> {
    for (const { samples } of this.#own?.families() ?? []) yield* this.#labelled(samples(), []);
    for (const [metric, shape] of this.#shapes) yield* this.#ofShape(metric, shape);
  }

  *#ofShape(metric: AnyMetric, shape: MetricsRecorder): Iterable<Sample> {
    const [family, ...refused] = shape.families();
    for (const { samples } of refused)
      for (const [, count] of samples()) if (count > 0) throw refusedByRecorder(metric.name, this.#labels);
    const missing = this.#undeclared(metric.name).filter((label) => !(label in (metric.domains as LabelDomains)));
    if (family)
      yield* this.#labelled(
        family.samples(),
        missing.map((label) => [label, "any"] as const),
      );
  }

  *#labelled(samples: Iterable<Sample>, further: readonly (readonly [string, string])[]): Iterable<Sample> {
    const added = [...further, ...Object.entries(this.#labels)]
      .map(([name, value]) => `${name}="${escapeLabelValue(value)}"`)
      .join(",");
    for (const [series, value] of samples)
      yield [series.endsWith("}") ? `${series.slice(0, -1)},${added}}` : `${series}{${added}}`, value];
  }

  #ofScrape(exposed: number): Iterable<Sample> {
    const read = { samplesScraped: exposed, samplesKept: exposed, bodyBytes: exposed * BYTES_PER_SAMPLE };
    const { samplesScraped, samplesKept, bodyBytes } = { ...read, ...this.#found };
    const samples: readonly Sample[] = [
      ["up", this.#fails ? 0 : 1],
      ["scrape_samples_scraped", samplesScraped],
      ["scrape_samples_post_metric_relabeling", samplesKept],
      ["scrape_sample_limit", this.#sampleLimit],
      ["scrape_body_size_bytes", bodyBytes],
    ];
    return this.#labelled(samples, []);
  }
}
