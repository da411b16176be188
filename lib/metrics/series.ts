import { formatBound, seriesText } from "./text.ts";

/** One line of the exposition without its value, and the value. */
export type Sample = readonly [series: string, value: number];
export type LabelPairs = readonly (readonly [name: string, value: string])[];
/** What a series calls when it refuses a value. */
export type Refuse = () => void;

export interface Series {
  samples(): Iterable<Sample>;
}

/** A total that only grows. */
export class CounterSeries implements Series {
  #total = 0;
  readonly #text: string;
  readonly #refuse: Refuse;

  constructor(name: string, labels: LabelPairs, refuse: Refuse) {
    this.#text = seriesText(name, labels);
    this.#refuse = refuse;
  }

  /** Adds `by`, finite and not negative; anything else is refused and counted. */
  increment(by = 1): void {
    if (Number.isFinite(by) && by >= 0) this.#total += by;
    else this.#refuse();
  }

  *samples(): Iterable<Sample> {
    yield [this.#text, this.#total];
  }
}

/** The value now. A removed gauge is not exposed until it is set again. */
export class GaugeSeries implements Series {
  #value: number | undefined = 0;
  readonly #text: string;
  readonly #refuse: Refuse;

  constructor(name: string, labels: LabelPairs, refuse: Refuse) {
    this.#text = seriesText(name, labels);
    this.#refuse = refuse;
  }

  set(value: number): void {
    if (Number.isFinite(value)) this.#value = value;
    else this.#refuse();
  }

  remove(): void {
    this.#value = undefined;
  }

  *samples(): Iterable<Sample> {
    if (this.#value !== undefined) yield [this.#text, this.#value];
  }
}

/** Counts of observations by upper bound; kept apart by bucket and summed when exposed, so an observation is one addition. */
export class HistogramSeries implements Series {
  readonly #bounds: Float64Array;
  readonly #counts: Float64Array;
  readonly #bucketTexts: readonly string[];
  readonly #sumText: string;
  readonly #countText: string;
  readonly #refuse: Refuse;
  #sum = 0;

  constructor(name: string, labels: LabelPairs, bounds: readonly number[], refuse: Refuse) {
    this.#bounds = Float64Array.from(bounds);
    this.#counts = new Float64Array(bounds.length + 1);
    this.#bucketTexts = [...bounds, Number.POSITIVE_INFINITY].map((bound) =>
      seriesText(`${name}_bucket`, [...labels, ["le", formatBound(bound)]]),
    );
    this.#sumText = seriesText(`${name}_sum`, labels);
    this.#countText = seriesText(`${name}_count`, labels);
    this.#refuse = refuse;
  }

  observe(value: number): void {
    if (Number.isFinite(value)) this.#count(value);
    else this.#refuse();
  }

  #count(value: number): void {
    let bucket = 0;
    while (bucket < this.#bounds.length && value > (this.#bounds[bucket] as number)) bucket += 1;
    this.#counts[bucket] = (this.#counts[bucket] as number) + 1;
    this.#sum += value;
  }

  *samples(): Iterable<Sample> {
    let total = 0;
    for (const [bucket, text] of this.#bucketTexts.entries()) {
      total += this.#counts[bucket] as number;
      yield [text, total];
    }
    yield [this.#sumText, this.#sum];
    yield [this.#countText, total];
  }
}
