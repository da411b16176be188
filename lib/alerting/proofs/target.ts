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
import { type DropMetrics, MetricsRecorder } from "../../metrics/recorder.ts";
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
  /** How long it took. */
  readonly seconds: number;
}
const QUICK = 0.01;
const NOTHING_READ: ScrapeFacts = { samplesScraped: 0, samplesKept: 0, bodyBytes: 0, seconds: QUICK };
const BYTES_PER_SAMPLE = 100;

/** What a program of ours records. */
export interface Recorded {
  readonly metrics: readonly AnyMetric[];
  readonly drops: DropMetrics;
}

type Wants = (metric: string) => boolean;
/** Takes a sample, named as Prometheus stores it. */
type Store = (series: string, value: number) => void;
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
  readonly #recorded: Recorded | undefined;
  readonly #undeclared: (metric: string) => readonly string[];
  readonly #declared: ReadonlySet<string>;
  #own: MetricsRecorder | undefined;
  readonly #shapes = new Map<AnyMetric, MetricsRecorder>();
  #fails = false;
  #found: Partial<ScrapeFacts> = {};
  /** Series as exposed to series as stored, none for one that is not wanted: a story is scraped a thousand times. */
  readonly #names = new Map<string, string | undefined>();
  readonly #wants: Wants;
  /** Whether somebody asks how much was exposed, so that what nobody wants is counted too. */
  readonly #counts: boolean;
  /** Those that the recorder keeps: what nobody would look at costs more than all the rest. */
  readonly #kept: readonly AnyMetric[];
  readonly #keptNames: ReadonlySet<string>;
  #present = true;
  #sampleLimit = 0;

  constructor(
    labels: { readonly job: string; readonly instance: string },
    recorded: Recorded | undefined,
    undeclared: (metric: string) => readonly string[],
    wants: Wants,
  ) {
    this.#labels = labels;
    this.#recorded = recorded;
    this.#undeclared = undeclared;
    this.#wants = wants;
    this.#counts = COUNTED.some(wants);
    this.#declared = new Set(recorded?.metrics.map(({ name }) => name));
    this.#kept = recorded?.metrics.filter(this.#keeps(recorded.drops)) ?? [];
    this.#keptNames = new Set(this.#kept.map(({ name }) => name));
    this.#begin();
  }

  increment<L extends Labels>(metric: Counter<L>, labels: NoInfer<L>, by = 1): void {
    this.#of(metric)?.increment(metric, labels, by);
  }
  set<L extends Labels>(metric: Gauge<L>, labels: NoInfer<L>, value: number): void {
    this.#of(metric)?.set(metric, labels, value);
  }
  observe<L extends Labels>(metric: Histogram<L>, labels: NoInfer<L>, value: number, times = 1): void {
    const series = this.#of(metric)?.histogram(metric, labels);
    for (let count = 0; count < times; count += 1) series?.observe(value);
  }
  remove<L extends Labels>(metric: Gauge<L>, labels: NoInfer<L>): void {
    this.#of(metric)?.remove(metric, labels);
  }
  /** Every series of a metric ends; recorded again, it begins anew. */
  forget(metric: AnyMetric): void {
    this.#shapes.delete(metric);
  }
  /** The process begins anew: counters at 0, and nothing known of what others told it. */
  restarts(): void {
    this.#begin();
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

  /** Hands over the samples of one scrape, those that Prometheus adds included, of the metrics that are wanted. */
  scrape(store: Store): void {
    if (!this.#present) return;
    const exposed = this.#fails ? 0 : this.#expose(store);
    this.#store(this.#ofScrape(exposed), [], store);
  }

  #begin(): void {
    this.#own = this.#recorded && new MetricsRecorder(this.#kept, this.#recorded.drops);
  }

  /** Which metrics somebody can see; where it is what was dropped, everything that can be. */
  #keeps({ labelSets, values }: DropMetrics): (metric: AnyMetric) => boolean {
    const all = this.#counts || this.#wants(labelSets.name) || this.#wants(values.name);
    return (metric) => all || metric === labelSets || metric === values || this.#isWanted(metric);
  }

  /** Where a metric is recorded; nowhere, where nobody would see it. */
  #of(metric: AnyMetric): MetricsRecorder | undefined {
    if (this.#declared.has(metric.name)) return this.#keptNames.has(metric.name) ? this.#own : undefined;
    const shape = this.#shapes.get(metric) ?? new MetricsRecorder([metric, drops.labelSets, drops.values], drops);
    this.#shapes.set(metric, shape);
    return shape;
  }

  /** Returns how many samples there are, wanted or not, where somebody asks for their number. */
  #expose(store: Store): number {
    let count = 0;
    for (const family of this.#own?.families() ?? []) count += this.#exposeFamily(family, [], store);
    for (const [metric, shape] of this.#shapes) {
      const [family, ...refused] = shape.families();
      for (const { samples } of refused)
        for (const [, dropped] of samples()) if (dropped > 0) throw refusedByRecorder(metric.name, this.#labels);
      if (family) count += this.#exposeFamily(family, this.#missing(metric), store);
    }
    return count;
  }

  #exposeFamily(family: Family, further: Further, store: Store): number {
    if (!this.#counts && !this.#isWanted(family)) return 0;
    return this.#store(family.samples(), further, store);
  }

  #isWanted({ name }: { readonly name: string }): boolean {
    return SUFFIXES.some((suffix) => this.#wants(name + suffix));
  }

  /** The labels that a real exporter's metric has beside those that are declared. */
  #missing({ name, domains }: AnyMetric): Further {
    return this.#undeclared(name)
      .filter((label) => !(label in (domains as LabelDomains)))
      .map((label) => [label, "any"]);
  }

  /** Hands over those samples that are wanted, as Prometheus names them; returns how many there are. */
  #store(samples: Iterable<Sample>, further: Further, store: Store): number {
    let count = 0;
    for (const [series, value] of samples) {
      count += 1;
      const name = this.#named(series, further);
      if (name !== undefined) store(name, value);
    }
    return count;
  }

  #named(series: string, further: Further): string | undefined {
    const known = this.#names.get(series);
    if (known !== undefined || this.#names.has(series)) return known;
    const name = this.#wants(metricOf(series)) ? this.#labelled(series, further) : undefined;
    this.#names.set(series, name);
    return name;
  }

  #labelled(series: string, further: Further): string {
    const added = [...further, ...Object.entries(this.#labels)]
      .map(([name, value]) => `${name}="${escapeLabelValue(value)}"`)
      .join(",");
    return series.endsWith("}") ? `${series.slice(0, -1)},${added}}` : `${series}{${added}}`;
  }

  #ofScrape(exposed: number): readonly Sample[] {
    const bodyBytes = exposed * BYTES_PER_SAMPLE;
    const read: ScrapeFacts = { samplesScraped: exposed, samplesKept: exposed, bodyBytes, seconds: QUICK };
    const found = { ...read, ...this.#found };
    return [
      ["up", this.#fails ? 0 : 1],
      ["scrape_samples_scraped", found.samplesScraped],
      ["scrape_samples_post_metric_relabeling", found.samplesKept],
      ["scrape_sample_limit", this.#sampleLimit],
      ["scrape_body_size_bytes", found.bodyBytes],
      ["scrape_duration_seconds", found.seconds],
    ];
  }
}
