import { Money } from "../portfolio/money.ts";
import type { Fill, Portfolio } from "../portfolio/portfolio.ts";
import type { Signal, Strategy } from "../strategies/strategy.ts";
import type { Candle, MarketEvent } from "./events.ts";
import type { Instrument } from "./instrument.ts";
import { fillPrice, lastPrice } from "./prices.ts";

/** Decimal places of an order's quantity. */
const QUANTITY_DECIMALS = 5;

export interface EngineOptions {
  readonly instruments: readonly Instrument[];
  readonly portfolio: Portfolio;
  /** What one buy spends, in the quote currency, fee not counted. */
  readonly orderValue: Money;
  /** Makes a strategy for each market. */
  readonly strategy: () => Strategy;
}

/** What one event did: the audit record of live trading, and of a backtest. */
export interface Step {
  readonly sequence: number;
  readonly event: MarketEvent;
  /** Undefined: the market is not one of ours and nothing was done. */
  readonly instrument: Instrument | undefined;
  /** The candle that was decided on: closed, and later than the one before. */
  readonly candle?: Candle;
  readonly signal?: Signal;
  readonly fill?: Fill;
  /** An order that could not be filled, and why. */
  readonly refused?: "cash" | "too-small";
  /** Of an order that was filled or refused: milliseconds since the candle that it was decided on was received. */
  readonly orderMs?: number;
}

type OrderEnd = Pick<Step, "fill" | "refused">;

interface Market {
  readonly instrument: Instrument;
  readonly strategy: Strategy;
  /** Opening time of the last closed candle, milliseconds since the epoch. */
  lastOpenTime: number;
  pending: { readonly side: Signal; readonly candle: Candle } | undefined;
}

/** A candle may come twice, or late, around a reconnect; one from further back says that the exchange's clock was set. */
const REPEATED_WITHIN_MS = 60_000;

const isRepeated = ({ openTime }: Candle, { lastOpenTime }: Market): boolean =>
  openTime <= lastOpenTime && openTime > lastOpenTime - REPEATED_WITHIN_MS;

/**
 * Market data in, decisions out; the same for live trading and backtests. An order decided on a candle is filled at the
 * first price that comes after it, so a decision never trades at a price it was made from.
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

  process(event: MarketEvent): Step {
    this.#sequence += 1;
    const sequence = this.#sequence;
    const market = this.#markets.get(event.market);
    if (market === undefined) return { sequence, event, instrument: undefined };
    const { instrument } = market;
    const candle = event.kind === "kline" && event.closed ? event : undefined;
    if (candle !== undefined && isRepeated(candle, market)) return { sequence, event, instrument };
    const order = this.#fillPending(market, event);
    this.#options.portfolio.mark(instrument.base, lastPrice(event));
    const signal = candle && this.#decide(market, candle);
    // Nearly every event ends here, so it is kept cheap.
    if (candle === undefined && order === undefined) return { sequence, event, instrument };
    return { sequence, event, instrument, ...order, ...(candle && { candle }), ...(signal && { signal }) };
  }

  #decide(market: Market, candle: Candle): Signal | undefined {
    market.lastOpenTime = candle.openTime;
    const signal = market.strategy.next(candle.close);
    if (signal === undefined) return undefined;
    const flat = this.#options.portfolio.position(market.instrument.base).quantity.isZero();
    // One position a market: a buy while holding and a sell while flat are signals, not orders.
    if (flat === (signal === "buy")) market.pending = { side: signal, candle };
    return signal;
  }

  #fillPending(market: Market, event: MarketEvent): (OrderEnd & Pick<Step, "orderMs">) | undefined {
    if (market.pending === undefined) return undefined;
    const { side, candle } = market.pending;
    const price = fillPrice(event, side, candle.openTime);
    if (price === undefined) return undefined;
    market.pending = undefined;
    const end = side === "buy" ? this.#buy(market, new Money(price)) : this.#sell(market, new Money(price));
    // Our own clock may be set back between the two.
    return { ...end, orderMs: Math.max(0, event.receivedAt - candle.receivedAt) };
  }

  #buy({ instrument }: Market, price: Money): OrderEnd {
    const { portfolio, orderValue } = this.#options;
    const quantity = orderValue.dividedBy(price).toDecimalPlaces(QUANTITY_DECIMALS, Money.ROUND_DOWN);
    if (quantity.isZero()) return { refused: "too-small" };
    const cost = quantity.times(price).times(portfolio.feeRate.plus(1));
    if (cost.greaterThan(portfolio.cash)) return { refused: "cash" };
    return { fill: portfolio.buy(instrument.base, quantity, price) };
  }

  #sell({ instrument }: Market, price: Money): OrderEnd {
    const { quantity } = this.#options.portfolio.position(instrument.base);
    return { fill: this.#options.portfolio.sell(instrument.base, quantity, price) };
  }
}
