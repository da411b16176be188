import { Buckets } from "./buckets.ts";
import type { AnyMetric, Counter, Gauge, Histogram, LabelDomain, Labels, Recorder } from "./definitions.ts";
import { UnknownMetricError } from "./errors.ts";
import type { Exemplar } from "./exemplar.ts";
import type { RecordedFamily } from "./exposition.ts";
import { LabelSets } from "./label-sets.ts";
import { CounterSeries, GaugeSeries, HistogramSeries, type LabelPairs, type Series } from "./series.ts";

type NoLabels = Readonly<Record<never, string>>;

/** The counters in which a recorder accounts for what it did not record as asked. */
export interface DropMetrics {
  readonly labelSets: Counter<NoLabels>;
  readonly values: Counter<NoLabels>;
}

/** What is kept of one metric. */
interface Kept<S extends Series> {
  readonly metric: AnyMetric;
  readonly sets: LabelSets<S>;
}
/** By the id of the metric: an array is faster than a map by object. */
type Table<S extends Series> = (Kept<S> | undefined)[];

/** A copy of a metric has its id and is another metric. */
const lookUp = <S extends Series>(table: Table<S>, metric: AnyMetric): LabelSets<S> | undefined => {
  const kept = table[metric.id];
  return kept?.metric === metric ? kept.sets : undefined;
};

/**
 * Records into plain numbers, one object a label set. It never throws: what it cannot record as asked is counted in the
 * two metrics of `drops`, which are part of the list.
 */
export class MetricsRecorder implements Recorder {
  readonly #counters: Table<CounterSeries> = [];
  readonly #gauges: Table<GaugeSeries> = [];
  readonly #histograms: Table<HistogramSeries> = [];
  readonly #families: RecordedFamily[] = [];
  readonly #drops: DropMetrics;

  constructor(metrics: readonly AnyMetric[], drops: DropMetrics) {
    this.#drops = drops;
    for (const metric of metrics) this.#families.push(family(metric, this.#add(metric)));
  }

  increment<L extends Labels>(metric: Counter<L>, labels: NoInfer<L>, by = 1): void {
    const sets = lookUp(this.#counters, metric);
    if (sets === undefined) this.#refuse();
    else sets.at(labels).increment(by);
  }

  set<L extends Labels>(metric: Gauge<L>, labels: NoInfer<L>, value: number): void {
    const sets = lookUp(this.#gauges, metric);
    if (sets === undefined) this.#refuse();
    else sets.at(labels).set(value);
  }

  /** Takes a gauge out of the exposition until it is set again: for a value that does not exist, such as a limit. */
  remove<L extends Labels>(metric: Gauge<L>, labels: NoInfer<L>): void {
    lookUp(this.#gauges, metric)?.at(labels).remove();
  }

  /** An exemplar names the one event that this value was; it is shown to scrapers that speak OpenMetrics. */
  observe<L extends Labels>(metric: Histogram<L>, labels: NoInfer<L>, value: number, exemplar?: Exemplar): void {
    const sets = lookUp(this.#histograms, metric);
    if (sets === undefined) this.#refuse();
    else sets.at(labels).observe(value, exemplar);
  }

  /** A handle on one label set, for code that runs on every message. Throws METRICS_UNKNOWN_METRIC. */
  counter<L extends Labels>(metric: Counter<L>, labels: NoInfer<L>): CounterSeries {
    return known(this.#counters, metric).at(labels);
  }

  /** A handle on one label set, for code that runs on every message. Throws METRICS_UNKNOWN_METRIC. */
  gauge<L extends Labels>(metric: Gauge<L>, labels: NoInfer<L>): GaugeSeries {
    return known(this.#gauges, metric).at(labels);
  }

  /** A handle on one label set, for code that runs on every message. Throws METRICS_UNKNOWN_METRIC. */
  histogram<L extends Labels>(metric: Histogram<L>, labels: NoInfer<L>): HistogramSeries {
    return known(this.#histograms, metric).at(labels);
  }

  /** Exposes at 0 every set that a value of this domain will have, in each metric that shares the domain object. */
  declare(domain: LabelDomain, values: readonly string[]): void {
    for (const table of [this.#counters, this.#gauges, this.#histograms])
      for (const kept of table) for (const value of values) kept?.sets.declare(domain, value);
  }

  families(): readonly RecordedFamily[] {
    return this.#families;
  }

  #add(metric: AnyMetric): LabelSets<Series> {
    const { name } = metric;
    const refuse = () => this.#refuse();
    if (metric.type === "counter")
      return this.#keep(this.#counters, metric, (labels) => new CounterSeries([name, labels], refuse));
    if (metric.type === "gauge")
      return this.#keep(this.#gauges, metric, (labels) => new GaugeSeries([name, labels], refuse));
    const buckets = new Buckets(metric.buckets.map(({ value }) => value));
    return this.#keep(this.#histograms, metric, (labels) => new HistogramSeries([name, labels], buckets, refuse));
  }

  #keep<S extends Series>(table: Table<S>, metric: AnyMetric, create: (labels: LabelPairs) => S): LabelSets<S> {
    const sets = new LabelSets(metric.domains, create, () => this.increment(this.#drops.labelSets, {}));
    table[metric.id] = { metric, sets };
    return sets;
  }

  #refuse(): void {
    lookUp(this.#counters, this.#drops.values)?.at({}).increment();
  }
}

function known<S extends Series>(table: Table<S>, metric: AnyMetric): LabelSets<S> {
  const sets = lookUp(table, metric);
  if (sets === undefined) throw new UnknownMetricError(metric.name);
  return sets;
}

function family({ name, help, type, unit }: AnyMetric, sets: LabelSets<Series>): RecordedFamily {
  return {
    ...{ name, help, type, unit },
    samples: () => sets.all().flatMap((series) => series.samples()),
    points: () => sets.all().flatMap((series) => series.points()),
    lines(exemplars) {
      let lines = "";
      for (const series of sets.all()) lines += series.lines(exemplars);
      return lines;
    },
  };
}
