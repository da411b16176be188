import type { Random } from "../app/clock.ts";

/** How a series goes on from scrape to scrape: what Prometheus' compression gains depends on nothing else. */
export const BEHAVIOURS = {
  /** As information, limits and what never happens do. */
  unchanged: (value: number) => value,
  /** As most buckets of a histogram do: nine scrapes in ten nothing. */
  seldom: (value: number, random: Random) => (random() < 0.1 ? value + 1 : value),
  /** As a busy counter does. */
  busy: (value: number, random: Random) => value + Math.floor(random() * 100),
  /** As a price does: two decimals, a little up or down. */
  price: (value: number, random: Random) => Math.round((value + random() - 0.5) * 100) / 100,
} as const;
export type Behaviour = keyof typeof BEHAVIOURS;

/**
 * Of sixteen series. Harsher than exporters are: of Prometheus' own 1,177 series 100 changed within 20 s while it scraped
 * 100,000 others.
 */
export const MIX: readonly Behaviour[] = [
  ...Array<Behaviour>(8).fill("unchanged"),
  ...Array<Behaviour>(4).fill("seldom"),
  ...Array<Behaviour>(3).fill("busy"),
  "price",
];

/** Series of one name; more names than this would make an index of names, fewer a metric that nobody has. */
const SERIES_A_NAME = 500;
const START = 1000;

/** What one target of the benchmark exposes: gauges and counters whose values have changed at every scrape. */
export class ScalePage {
  readonly #names: readonly string[];
  readonly #values: Float64Array;
  readonly #behaviours: readonly Behaviour[];
  readonly #random: Random;

  constructor(series: number, random: Random, behaviours = MIX) {
    this.#names = Array.from({ length: series }, (_, index) => nameOf(index));
    this.#values = new Float64Array(series).fill(START);
    this.#behaviours = behaviours;
    this.#random = random;
  }

  /** The next scrape, in the text format. */
  next(): string {
    return this.#names.map((name, index) => `${name} ${this.#advance(index)}\n`).join("");
  }

  #advance(index: number): number {
    const behaviour = this.#behaviours[index % this.#behaviours.length] ?? "unchanged";
    const value = BEHAVIOURS[behaviour](this.#values[index] ?? START, this.#random);
    this.#values[index] = value;
    return value;
  }
}

/** Two labels beside those that Prometheus adds, as ours have. */
function nameOf(index: number): string {
  const name = Math.floor(index / SERIES_A_NAME);
  return `quantflow_scale_${name}_events{symbol="SYMBOL${index % SERIES_A_NAME}",stream="bookTicker"}`;
}
