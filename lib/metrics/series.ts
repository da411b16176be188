import type { Buckets } from "./buckets.ts";
import { type Exemplar, exemplarText } from "./exemplar.ts";
import { formatValue, seriesText } from "./text.ts";

/** One line of the exposition without its value, and the value. */
export type Sample = readonly [series: string, value: number];
export type LabelPairs = readonly (readonly [name: string, value: string])[];
export type SampleName = readonly [name: string, labels: LabelPairs];
/** A sample in parts. */
export type Point = readonly [name: string, labels: LabelPairs, value: number];
/** What a series calls when it refuses a value. */
export type Refuse = () => void;

/** What is kept of one label set: numbers in plain fields, and the texts of its lines up to the value. */
export abstract class Series {
  /** Made when first exposed, so that a label set costs little until then. */
  #texts: readonly string[] | undefined;

  /** What its samples are called, those that it may not show now included. */
  abstract names(): readonly SampleName[];
  /** Its values in the order of `names`; none: not exposed. */
  abstract values(): readonly number[];

  get texts(): readonly string[] {
    this.#texts ??= this.names().map(([name, labels]) => seriesText(name, labels));
    return this.#texts;
  }

  samples(): readonly Sample[] {
    const { texts } = this;
    return this.values().map((value, index) => [texts[index] as string, value]);
  }

  points(): readonly Point[] {
    const names = this.names();
    return this.values().map((value, index) => [...(names[index] as SampleName), value]);
  }

  /** Its lines as text, each with its end. */
  abstract lines(exemplars: boolean): string;
}

/** A total that only grows. */
export class CounterSeries extends Series {
  readonly #name: SampleName;
  readonly #refuse: Refuse;
  #total = 0;

  constructor(name: SampleName, refuse: Refuse) {
    super();
    this.#name = name;
    this.#refuse = refuse;
  }

  /** Adds `by`, finite and not negative; anything else is refused and counted. */
  increment(by = 1): void {
    if (Number.isFinite(by) && by >= 0) this.#total += by;
    else this.#refuse();
  }

  override names(): readonly SampleName[] {
    return [this.#name];
  }

  override values(): readonly number[] {
    return [this.#total];
  }

  override lines(): string {
    return `${this.texts[0]} ${formatValue(this.#total)}\n`;
  }
}

/** The value now. A removed gauge is not exposed until it is set again. */
export class GaugeSeries extends Series {
  readonly #name: SampleName;
  readonly #refuse: Refuse;
  #value = 0;
  #exposed = true;

  constructor(name: SampleName, refuse: Refuse) {
    super();
    this.#name = name;
    this.#refuse = refuse;
  }

  set(value: number): void {
    if (Number.isFinite(value)) {
      this.#value = value;
      this.#exposed = true;
    } else this.#refuse();
  }

  remove(): void {
    this.#exposed = false;
  }

  override names(): readonly SampleName[] {
    return [this.#name];
  }

  override values(): readonly number[] {
    return this.#exposed ? [this.#value] : [];
  }

  override lines(): string {
    return this.#exposed ? `${this.texts[0]} ${formatValue(this.#value)}\n` : "";
  }
}

/** Counts of observations by upper bound; kept apart by bucket and summed when exposed, so an observation is one addition. */
export class HistogramSeries extends Series {
  readonly #name: SampleName;
  readonly #buckets: Buckets;
  readonly #counts: Float64Array;
  readonly #exemplars = new Map<number, string>();
  readonly #refuse: Refuse;
  #sum = 0;

  constructor(name: SampleName, buckets: Buckets, refuse: Refuse) {
    super();
    this.#name = name;
    this.#buckets = buckets;
    this.#counts = new Float64Array(buckets.texts.length);
    this.#refuse = refuse;
  }

  /**
   * Counts a finite value; anything else is refused and counted. The last exemplar of each bucket is kept; one that
   * OpenMetrics has no place for (over 128 characters) is refused and counted, and its observation stands.
   */
  observe(value: number, exemplar?: Exemplar): void {
    if (Number.isFinite(value)) this.#count(value, exemplar);
    else this.#refuse();
  }

  #count(value: number, exemplar: Exemplar | undefined): void {
    const bucket = this.#buckets.at(value);
    this.#counts[bucket] = (this.#counts[bucket] as number) + 1;
    this.#sum += value;
    if (exemplar) this.#keep(bucket, exemplarText(exemplar, value));
  }

  #keep(bucket: number, text: string | undefined): void {
    if (text === undefined) this.#refuse();
    else this.#exemplars.set(bucket, text);
  }

  override names(): readonly SampleName[] {
    const [name, labels] = this.#name;
    return [
      ...this.#buckets.texts.map((bound): SampleName => [`${name}_bucket`, [...labels, ["le", bound]]]),
      [`${name}_sum`, labels],
      [`${name}_count`, labels],
    ];
  }

  override values(): readonly number[] {
    const values: number[] = [];
    let total = 0;
    for (const count of this.#counts) {
      total += count;
      values.push(total);
    }
    values.push(this.#sum, total);
    return values;
  }

  override lines(exemplars: boolean): string {
    const { texts } = this;
    const last = this.#counts.length;
    let total = 0;
    let lines = "";
    for (let bucket = 0; bucket < last; bucket += 1) {
      total += this.#counts[bucket] as number;
      lines += `${texts[bucket]} ${total}${exemplars ? (this.#exemplars.get(bucket) ?? "") : ""}\n`;
    }
    return `${lines}${texts[last]} ${formatValue(this.#sum)}\n${texts[last + 1]} ${total}\n`;
  }
}
