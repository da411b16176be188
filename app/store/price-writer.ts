import type { Cancel, Clock } from "../clock.ts";
import { type Units, unitsText } from "../portfolio/units.ts";
import type { Dependency } from "../runtime/dependency.ts";
import type { PriceCache } from "./prices.ts";

export interface PriceWriterOptions {
  readonly cache: Pick<PriceCache, "write" | "check">;
  readonly clock: Clock;
  readonly state: Dependency;
}

export const PRICES_MS = 100;
/** A server that no price is written to is asked whether it lives. */
const CHECK_SECONDS = 1;

/** Last prices, conflated: however many there are, each that changed is written once in 100 ms. */
export class PriceWriter {
  readonly #options: PriceWriterOptions;
  readonly #cancel: Cancel;
  readonly #prices = new Map<string, Units>();
  readonly #changed = new Set<string>();
  #writing = false;
  #usedAt = Number.NEGATIVE_INFINITY;

  constructor(options: PriceWriterOptions) {
    this.#options = options;
    this.#cancel = options.clock.every(PRICES_MS, () => this.#write());
  }

  set(symbol: string, price: Units): void {
    if (this.#prices.get(symbol) === price) return;
    this.#prices.set(symbol, price);
    this.#changed.add(symbol);
  }

  /** The server may know none of them. */
  writeAll(): void {
    for (const symbol of this.#prices.keys()) this.#changed.add(symbol);
  }

  stop(): void {
    this.#cancel();
  }

  /** One at a time: writes that pile up before a server that hangs would only make it look busy. */
  #write(): void {
    const { cache, clock, state } = this.#options;
    const symbols = [...this.#changed];
    if (this.#writing || (symbols.length === 0 && clock.elapsed() - this.#usedAt < CHECK_SECONDS)) return;
    this.#writing = true;
    this.#changed.clear();
    this.#usedAt = clock.elapsed();
    const used = symbols.length === 0 ? cache.check() : cache.write(this.#texts(symbols));
    void used
      .then(
        () => state.succeeded(),
        (error: unknown) => {
          for (const symbol of symbols) this.#changed.add(symbol);
          state.failed(error);
        },
      )
      .finally(() => {
        this.#writing = false;
      });
  }

  #texts(symbols: readonly string[]): Readonly<Record<string, string>> {
    return Object.fromEntries(symbols.map((symbol) => [symbol, unitsText(this.#prices.get(symbol) ?? 0)]));
  }
}
