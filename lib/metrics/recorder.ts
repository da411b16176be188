import type { AnyMetric, Counter, Gauge, Histogram, LabelDomain, Labels, Recorder } from "./definitions.ts";
import { UnknownMetricError } from "./errors.ts";
import type { Family } from "./exposition.ts";
import { LabelSets } from "./label-sets.ts";
import { CounterSeries, GaugeSeries, HistogramSeries, type Series } from "./series.ts";

type NoLabels = Readonly<Record<never, string>>;

/** The counters in which a recorder accounts for what it did not record as asked. */
export interface DropMetrics {
  readonly labelSets: Counter<NoLabels>;
  readonly values: Counter<NoLabels>;
}

/**
 * Records into plain numbers, one object a label set. It never throws: what it cannot record as asked is counted in the
 * two metrics of `drops`, which are part of the list.
 */
export class MetricsRecorder implements Recorder {
  readonly #counters = new Map<AnyMetric, LabelSets<CounterSeries>>();
  readonly #gauges = new Map<AnyMetric, LabelSets<GaugeSeries>>();
  readonly #histograms = new Map<AnyMetric, LabelSets<HistogramSeries>>();
  readonly #families: Family[] = [];
  readonly #drops: DropMetrics;

  constructor(metrics: readonly AnyMetric[], drops: DropMetrics) {
    this.#drops = drops;
    for (const metric of metrics) this.#add(metric);
  }

  increment<L extends Labels>(metric: Counter<L>, labels: NoInfer<L>, by = 1): void {
    const sets = this.#counters.get(metric);
    if (sets === undefined) this.#refuse();
    else sets.at(labels).increment(by);
  }

  set<L extends Labels>(metric: Gauge<L>, labels: NoInfer<L>, value: number): void {
    const sets = this.#gauges.get(metric);
    if (sets === undefined) this.#refuse();
    else sets.at(labels).set(value);
  }

  /** Takes a gauge out of the exposition until it is set again: for a value that does not exist, such as a limit. */
  remove<L extends Labels>(metric: Gauge<L>, labels: NoInfer<L>): void {
    this.#gauges.get(metric)?.at(labels).remove();
  }

  observe<L extends Labels>(metric: Histogram<L>, labels: NoInfer<L>, value: number): void {
    const sets = this.#histograms.get(metric);
    if (sets === undefined) this.#refuse();
    else sets.at(labels).observe(value);
  }

  /** A handle on one label set, for code that runs on every message. Throws METRICS_UNKNOWN_METRIC. */
  counter<L extends Labels>(metric: Counter<L>, labels: NoInfer<L>): CounterSeries {
    return this.#bound(this.#counters, metric).at(labels);
  }

  /** A handle on one label set, for code that runs on every message. Throws METRICS_UNKNOWN_METRIC. */
  gauge<L extends Labels>(metric: Gauge<L>, labels: NoInfer<L>): GaugeSeries {
    return this.#bound(this.#gauges, metric).at(labels);
  }

  /** A handle on one label set, for code that runs on every message. Throws METRICS_UNKNOWN_METRIC. */
  histogram<L extends Labels>(metric: Histogram<L>, labels: NoInfer<L>): HistogramSeries {
    return this.#bound(this.#histograms, metric).at(labels);
  }

  /** Exposes at 0 every set that a value of this domain will have, in each metric that shares the domain object. */
  declare(domain: LabelDomain, values: readonly string[]): void {
    for (const table of [this.#counters, this.#gauges, this.#histograms])
      for (const sets of table.values()) for (const value of values) sets.declare(domain, value);
  }

  families(): readonly Family[] {
    return this.#families;
  }

  #add(metric: AnyMetric): void {
    const { name, help, type } = metric;
    const sets = this.#sets(metric);
    this.#families.push({ name, help, type, samples: () => samplesOf(sets.all()) });
  }

  #sets(metric: AnyMetric): LabelSets<Series> {
    const refuse = () => this.#refuse();
    const overflowed = () => this.increment(this.#drops.labelSets, {});
    const keep = <S extends Series>(table: Map<AnyMetric, LabelSets<S>>, sets: LabelSets<S>): LabelSets<S> => {
      table.set(metric, sets);
      return sets;
    };
    const { name, domains } = metric;
    if (metric.type === "counter")
      return keep(this.#counters, new LabelSets(domains, (l) => new CounterSeries(name, l, refuse), overflowed));
    if (metric.type === "gauge")
      return keep(this.#gauges, new LabelSets(domains, (l) => new GaugeSeries(name, l, refuse), overflowed));
    const bounds = metric.buckets.map(({ value }) => value);
    return keep(
      this.#histograms,
      new LabelSets(domains, (l) => new HistogramSeries(name, l, bounds, refuse), overflowed),
    );
  }

  #bound<S>(table: Map<AnyMetric, LabelSets<S>>, metric: AnyMetric): LabelSets<S> {
    const sets = table.get(metric);
    if (sets === undefined) throw new UnknownMetricError(metric.name);
    return sets;
  }

  #refuse(): void {
    this.#counters.get(this.#drops.values)?.at({}).increment();
  }
}

function* samplesOf(all: readonly Series[]) {
  for (const series of all) yield* series.samples();
}
