import { type Units, unitsText } from "../portfolio/units.ts";
import type { PriceView } from "./view.ts";

/** The last price of each market. Any number of readers may ask for what changed since they last looked. */
export class Quotes {
  readonly #slots: ReadonlyMap<string, number>;
  readonly #prices: Float64Array;
  readonly #times: Float64Array;
  readonly #revisions: Float64Array;
  #revision = 0;

  constructor(markets: readonly string[]) {
    this.#slots = new Map(markets.map((market, slot) => [market, slot]));
    this.#prices = new Float64Array(markets.length);
    this.#times = new Float64Array(markets.length);
    this.#revisions = new Float64Array(markets.length);
  }

  /** Grows with every update. */
  get revision(): number {
    return this.#revision;
  }

  /**
   * Called for each event, so it allocates nothing. Times are milliseconds since the epoch; `eventTime` is the
   * exchange's, put on our clock, or NaN where it gives none. A market that is not ours is left out.
   */
  update(market: string, price: Units, eventTime: number, receivedAt: number): void {
    const slot = this.#slots.get(market);
    if (slot === undefined) return;
    this.#revision += 1;
    this.#prices[slot] = price;
    // Never later than it was received: a clock that is off must not make a price look younger than it is.
    this.#times[slot] = eventTime < receivedAt ? eventTime : receivedAt;
    this.#revisions[slot] = this.#revision;
  }

  /** The markets with an update after `revision`; all that there are, priced or not, after -1. */
  since(revision: number): readonly PriceView[] {
    const changed: PriceView[] = [];
    for (const [market, slot] of this.#slots)
      if ((this.#revisions[slot] as number) > revision) changed.push(this.#view(market, slot));
    return changed;
  }

  #view(market: string, slot: number): PriceView {
    if (this.#revisions[slot] === 0) return { market };
    return { market, price: unitsText(this.#prices[slot] as number), at: this.#times[slot] as number };
  }
}
