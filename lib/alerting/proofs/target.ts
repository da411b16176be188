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
import type { Family } from "../../metrics/exposition.ts";
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

type Wants = (metric: string) => boolean;
type Further = readonly (readonly [name: string, value: string])[];
/** What Prometheus says of how much was exposed: only who asks for it has every sample counted. */
const COUNTED = ["scrape_samples_scraped", "scrape_samples_post_metric_relabeling", "scrape_body_size_bytes"];
/** What a family's samples are called beyond its own name. */
const SUFFIXES = ["", "_bucket", "_sum", "_count"];
const metricOf = (series: string): string => /^[^{]*/.exec(series)?.[0] ?? series;

/**
 * A process that is scraped. What it records goes through the recorder of the application, so its series are exactly as
 * exposed. A metric of somebody else's exporter is exposed from when it is first recorded, with every label that a
 * recording of the real one has.
 */
export class Target implements Recorder {
  readonly #labels: { readonly job: string; readonly instance: string };
  readonly #recorder: (() => MetricsRecorder) | undefined;
  readonly #undeclared: (metric: string) => readonly string[];
  readonly #declared: ReadonlySet<string>;
  #own: MetricsRecorder | undefined;
  readonly #shapes = new Map<AnyMetric, MetricsRecorder>();
  #fails = false;
  #found: Partial<ScrapeFacts> = {};
  /** Series as exposed to series as stored: made once, as a story is scraped a thousand times. */
  readonly #names = new Map<string, string>();
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
    this.#declared = new Set(this.#own?.families().map(({ name }) => name));
    this.#undeclared = undeclared;
  }

  increment<L extends Labels>(metric: Counter<L>, labels: NoInfer<L>, by = 1): void {
    this.#of(metric).increment(metric, labels, by);
  }
  set<L extends Labels>(metric: Gauge<L>, labels: NoInfer<L>, value: number): void {
    this.#of(metric).set(metric, labels, value);
  }
  observe<L extends Labels>(metric: Histogram<L>, labels: NoInfer<L>, value: number, times = 1): void {
    const series = this.#of(metric).histogram(metric, labels);
    for (let count = 0; count < times; count += 1) series.observe(value);
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

  /** The samples of one scrape, those that Prometheus adds included, of the metrics that are wanted. */
  *scraped(wants: Wants): Iterable<Sample> {
    if (!this.#present) return;
    const exposed = this.#fails ? 0 : yield* this.#exposed(wants);
    yield* this.#labelled(
      this.#ofScrape(exposed).filter(([metric]) => wants(metric)),
      [],
    );
  }

  #of(metric: AnyMetric): MetricsRecorder {
    if (this.#own && this.#declared.has(metric.name)) return this.#own;
    const shape = this.#shapes.get(metric) ?? new MetricsRecorder([metric, drops.labelSets, drops.values], drops);
    this.#shapes.set(metric, shape);
    return shape;
  }

  /** Returns how many samples there are, wanted or not, where somebody asks for their number. */
  *#exposed(wants: Wants): Generator<Sample, number> {
    let count = 0;
    for (const family of this.#own?.families() ?? []) count += yield* this.#ofFamily(family, [], wants);
    for (const [metric, shape] of this.#shapes) {
      const [family, ...refused] = shape.families();
      for (const { samples } of refused)
        for (const [, dropped] of samples()) if (dropped > 0) throw refusedByRecorder(metric.name, this.#labels);
      if (family) count += yield* this.#ofFamily(family, this.#missing(metric), wants);
    }
    return count;
  }

  *#ofFamily({ name, samples }: Family, further: Further, wants: Wants): Generator<Sample, number> {
    const wanted = SUFFIXES.some((suffix) => wants(name + suffix));
    if (!wanted && !COUNTED.some(wants)) return 0;
    const all = [...samples()];
    if (wanted)
      yield* this.#labelled(
        all.filter(([series]) => wants(metricOf(series))),
        further,
      );
    return all.length;
  }

  /** The labels that a real exporter's metric has beside those that are declared. */
  #missing({ name, domains }: AnyMetric): Further {
    return this.#undeclared(name)
      .filter((label) => !(label in (domains as LabelDomains)))
      .map((label) => [label, "any"]);
  }

  *#labelled(samples: Iterable<Sample>, further: Further): Iterable<Sample> {
    const added = [...further, ...Object.entries(this.#labels)]
      .map(([name, value]) => `${name}="${escapeLabelValue(value)}"`)
      .join(",");
    for (const [series, value] of samples) yield [this.#named(series, added), value];
  }

  #named(series: string, added: string): string {
    const known = this.#names.get(series);
    if (known !== undefined) return known;
    const name = series.endsWith("}") ? `${series.slice(0, -1)},${added}}` : `${series}{${added}}`;
    this.#names.set(series, name);
    return name;
  }

  #ofScrape(exposed: number): readonly Sample[] {
    const read = { samplesScraped: exposed, samplesKept: exposed, bodyBytes: exposed * BYTES_PER_SAMPLE };
    const { samplesScraped, samplesKept, bodyBytes } = { ...read, ...this.#found };
    return [
      ["up", this.#fails ? 0 : 1],
      ["scrape_samples_scraped", samplesScraped],
      ["scrape_samples_post_metric_relabeling", samplesKept],
      ["scrape_sample_limit", this.#sampleLimit],
      ["scrape_body_size_bytes", bodyBytes],
    ];
  }
}
