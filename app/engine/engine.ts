import { type Fees, feeOn } from "../portfolio/fees.ts";
import type { Fill } from "../portfolio/fill.ts";
import { MOST_UNITS, product, type Units } from "../portfolio/units.ts";
import type { Signal, Strategy } from "../strategies/strategy.ts";
import type { Account } from "./account.ts";
import type { Candle, MarketEvent } from "./events.ts";
import type { Execution, Order, Quote } from "./execution.ts";
import type { Instrument } from "./instrument.ts";
import { lastPrice } from "./prices.ts";
import { judge, type RiskLimits, type Verdict } from "./risk.ts";
import type { OrderEnd, Step } from "./step.ts";

export type { Step } from "./step.ts";

export interface EngineOptions {
  readonly instruments: readonly Instrument[];
  readonly account: Account;
  readonly execution: Execution;
  readonly fees: Fees;
  /** What one buy spends, in the quote currency, fee not counted. */
  readonly orderValue: Units;
  readonly limits: RiskLimits;
  /** Makes a strategy for each market. */
  readonly strategy: () => Strategy;
  /** While it says so the account is not known yet: strategies are told their prices, and no order is made. */
  readonly restoring?: () => boolean;
}

/** An order that waits for a price, and when the candle was received that it was decided on. */
interface Pending {
  readonly order: Order;
  readonly receivedAt: number;
}

interface Market {
  readonly instrument: Instrument;
  readonly strategy: Strategy;
  /** Opening time of the last closed candle, milliseconds since the epoch. */
  lastOpenTime: number;
  pending: Pending | undefined;
}

/** Sizes are whole steps of 0.00001 of the base asset, Binance's step for BTC. */
const SIZE_STEP: Units = 1_000;
const STEPS_PER_COIN = 100_000n;

/** A candle may come twice, or late, around a reconnect; one from further back says that the exchange's clock was set. */
const REPEATED_WITHIN_MS = 60_000;

const isRepeated = ({ openTime, backfilled }: Candle, { lastOpenTime }: Market): boolean =>
  openTime <= lastOpenTime && (backfilled === true || openTime > lastOpenTime - REPEATED_WITHIN_MS);

/** The largest size that costs no more than `amount`. Past MOST_UNITS it is the nearest double. */
const sizeFor = (amount: Units, price: Units): Units =>
  Number((BigInt(amount) * STEPS_PER_COIN) / BigInt(price)) * SIZE_STEP;

/**
 * Market data in, decisions out; the same for live trading and backtests. An order decided on a candle is filled at a
 * price that comes after it, so a decision never trades at a price it was made from. It keeps no event, so a caller may
 * reuse one object for all.
 */
export class Engine {
  readonly #markets: ReadonlyMap<string, Market>;
  readonly #options: EngineOptions;
  #sequence = 0;

  constructor(options: EngineOptions) {
    this.#options = options;
    this.#markets = new Map(
      options.instruments.map((instrument) => [
        instrument.market,
        { instrument, strategy: options.strategy(), lastOpenTime: -Infinity, pending: undefined },
      ]),
    );
  }

  /** Throws nothing of its own; an account may throw PORTFOLIO_TOO_LARGE. */
  process(event: MarketEvent): Step {
    this.#sequence += 1;
    const market = this.#markets.get(event.market);
    if (market === undefined) return this.#step(event, undefined);
    const candle = event.kind === "kline" && event.closed ? event : undefined;
    if (candle !== undefined && isRepeated(candle, market)) return this.#step(event, market);
    if (event.backfilled === true) return this.#backfill(event, market, candle);
    const ended = market.pending && this.#fillPending(market, market.pending, event);
    const price = lastPrice(event);
    if (price > 0) this.#options.account.mark(market.instrument.base, price);
    if (candle === undefined) return this.#step(event, market, undefined, undefined, ended);
    const signal = this.#tell(market, candle);
    const refused = signal && this.#decide(market, signal, candle);
    return this.#step(event, market, candle, signal, refused ?? ended);
  }

  /** What was missed belongs to the strategy's averages, but its price is of the past: nothing is decided on it. */
  #backfill(event: MarketEvent, market: Market, candle: Candle | undefined): Step {
    if (candle !== undefined) this.#tell(market, candle);
    return this.#step(event, market, candle);
  }

  #tell(market: Market, candle: Candle): Signal | undefined {
    market.lastOpenTime = candle.openTime;
    return market.strategy.next(candle.close);
  }

  /** Makes the order that a signal asks for, in place of one that still waits. */
  #decide(market: Market, signal: Signal, { openTime, receivedAt }: Candle): OrderEnd | undefined {
    const { account, restoring } = this.#options;
    if (restoring?.() === true) return { fill: undefined, refused: "restoring", orderMs: 0 };
    const held = account.size(market.instrument.base);
    // One position a market: a buy while holding and a sell while flat are signals, not orders.
    const wanted = (held === 0) === (signal === "buy");
    const order: Order = { side: signal, decidedAt: openTime, ...(signal === "sell" && { size: held }) };
    market.pending = wanted ? { order, receivedAt } : undefined;
    return undefined;
  }

  #fillPending(market: Market, { order, receivedAt }: Pending, event: MarketEvent): OrderEnd | undefined {
    const quote = this.#options.execution.quote(order, event);
    if (quote === undefined) return undefined;
    market.pending = undefined;
    const verdict = this.#judge(market.instrument, order, quote);
    // Our own clock may be set back between the two.
    const orderMs = Math.max(0, event.receivedAt - receivedAt);
    if ("refused" in verdict) return { fill: undefined, refused: verdict.refused, orderMs };
    this.#options.account.apply(verdict.approved);
    return { fill: verdict.approved, refused: undefined, orderMs };
  }

  #judge({ base: asset }: Instrument, { side, size }: Order, { price, liquidity }: Quote): Verdict {
    const { account, fees, limits, orderValue } = this.#options;
    const filled = Math.min(size ?? sizeFor(orderValue, price), MOST_UNITS + 1);
    const fee = feeOn(product(price, filled), fees, liquidity);
    const fill: Fill = { asset, side, liquidity, size: filled, price, fee };
    return judge(fill, account, limits);
  }

  /** Nearly every step says nothing, so it is one plain object of always the same shape. */
  #step(event: MarketEvent, market: Market | undefined, candle?: Candle, signal?: Signal, end?: OrderEnd): Step {
    return {
      sequence: this.#sequence,
      event,
      instrument: market?.instrument,
      candle,
      signal,
      fill: end?.fill,
      refused: end?.refused,
      orderMs: end?.orderMs,
    };
  }
}
