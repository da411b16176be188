import type { Refusal } from "../../metrics/quantflow/labels.ts";
import type { Step } from "../engine/step.ts";
import type { IntegerAccount } from "../portfolio/integer-account.ts";
import type { Units } from "../portfolio/units.ts";

/** Counts what the steps of one market did, and what the portfolio was worth after each. */
export class Tally {
  readonly signals = { buy: 0, sell: 0 };
  readonly refused: Partial<Record<Refusal, number>> = {};
  /** Of the closed trades, fees included. */
  readonly profits: Units[] = [];
  /** Value of the portfolio before the first bar, and at the close of each. */
  readonly equity: Float64Array;
  fills = 0;
  barsHeld = 0;
  readonly #account: IntegerAccount;
  readonly #asset: string;
  #bars = 0;
  #held = false;
  #value: Units;
  #realized: Units = 0;

  constructor(account: IntegerAccount, asset: string, bars: number) {
    this.#account = account;
    this.#asset = asset;
    this.#value = account.value();
    this.equity = new Float64Array(bars + 1);
    this.equity[0] = this.#value;
  }

  add({ signal, fill, refused }: Step): void {
    if (signal !== undefined) this.signals[signal] += 1;
    if (refused !== undefined) this.refused[refused] = (this.refused[refused] ?? 0) + 1;
    if (fill !== undefined) this.#filled(fill.side === "sell");
    // What is flat keeps its value, and asking for it costs as much as a strategy does.
    else if (this.#held) this.#value = this.#account.value();
    if (this.#held) this.barsHeld += 1;
    this.#bars += 1;
    this.equity[this.#bars] = this.#value;
  }

  #filled(closing: boolean): void {
    const { realizedPnl, value } = this.#account.valuation();
    this.fills += 1;
    if (closing) this.profits.push(realizedPnl - this.#realized);
    this.#realized = realizedPnl;
    this.#value = value;
    this.#held = this.#account.size(this.#asset) > 0;
  }
}
