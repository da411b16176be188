import type { MarketFrame } from "./frames.ts";

/** Trades that are made and not told (a gap), or told twice: so many more of each market, as the feed counts by market. */
export class TradeFaults {
  #skip = new Map<string, number>();
  #repeat = new Map<string, number>();
  #skipNext = 0;
  #repeatNext = 0;

  skip(trades: number): void {
    this.#skipNext = trades;
    this.#skip = new Map();
  }

  repeat(trades: number): void {
    this.#repeatNext = trades;
    this.#repeat = new Map();
  }

  /** How often a frame is to be sent. */
  copies({ kind, stream }: MarketFrame): 0 | 1 | 2 {
    if (kind !== "trade") return 1;
    if (this.#took(this.#skip, stream, this.#skipNext)) return 0;
    return this.#took(this.#repeat, stream, this.#repeatNext) ? 2 : 1;
  }

  /** Whether this trade is among the first `most` of its stream, which it then uses up. */
  #took(taken: Map<string, number>, stream: string, most: number): boolean {
    const before = taken.get(stream) ?? 0;
    if (before >= most) return false;
    taken.set(stream, before + 1);
    return true;
  }
}
