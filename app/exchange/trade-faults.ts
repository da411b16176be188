import type { MarketFrame } from "./frames.ts";

type ByStream = Map<string, number>;

/**
 * Trades that are made and not told (a gap), told twice, or told after the one that follows: so many more of each market,
 * as the feed counts by market.
 */
export class TradeFaults {
  #skip: ByStream = new Map();
  #repeat: ByStream = new Map();
  #reorder: ByStream = new Map();
  #skipNext = 0;
  #repeatNext = 0;
  #reorderNext = 0;
  /** By stream, the trade that waits for the one after it. */
  readonly #overtaken = new Map<string, MarketFrame>();

  skip(trades: number): void {
    this.#skipNext = trades;
    this.#skip = new Map();
  }

  repeat(trades: number): void {
    this.#repeatNext = trades;
    this.#repeat = new Map();
  }

  reorder(trades: number): void {
    this.#reorderNext = trades;
    this.#reorder = new Map();
  }

  /** What is told in this frame's place, in this order. */
  told(frame: MarketFrame): readonly MarketFrame[] {
    const { kind, stream } = frame;
    if (kind !== "trade") return [frame];
    const overtaken = this.#overtaken.get(stream);
    if (overtaken) {
      this.#overtaken.delete(stream);
      return [frame, overtaken];
    }
    if (this.#took(this.#skip, stream, this.#skipNext)) return [];
    if (this.#took(this.#reorder, stream, this.#reorderNext)) {
      this.#overtaken.set(stream, frame);
      return [];
    }
    return this.#took(this.#repeat, stream, this.#repeatNext) ? [frame, frame] : [frame];
  }

  /** Whether this trade is among the first `most` of its stream, which it then uses up. */
  #took(taken: ByStream, stream: string, most: number): boolean {
    const before = taken.get(stream) ?? 0;
    if (before >= most) return false;
    taken.set(stream, before + 1);
    return true;
  }
}
