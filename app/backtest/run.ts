import { Engine, type Step } from "../engine/engine.ts";
import type { Candle } from "../engine/events.ts";
import { type Instrument, parseInstrument } from "../engine/instrument.ts";
import { Money } from "../portfolio/money.ts";
import { Portfolio } from "../portfolio/portfolio.ts";
import { strategies } from "../strategies/index.ts";
import type { Candles } from "./candles.ts";
import { UnknownMarketError } from "./errors.ts";
import type { BacktestRequest } from "./request.ts";

export interface BacktestResult {
  readonly candles: number;
  readonly signals: { readonly buy: number; readonly sell: number };
  readonly fills: number;
  readonly refused: number;
  /** Exact decimals as text, in the quote currency. */
  readonly value: string;
  readonly realizedPnl: string;
  readonly unrealizedPnl: string;
  readonly fees: string;
}

const CANDLE_MS = 1_000;

function candleAt(candles: Candles, index: number, market: string): Candle {
  const at = (column: Float64Array) => column[index] as number;
  const openTime = at(candles.openTime);
  const closedAt = openTime + CANDLE_MS;
  return {
    kind: "kline",
    market,
    receivedAt: closedAt,
    eventTime: closedAt,
    openTime,
    open: at(candles.open),
    high: at(candles.high),
    low: at(candles.low),
    close: at(candles.close),
    volume: at(candles.volume),
    closed: true,
  };
}

function instrumentOf(market: string): Instrument {
  const instrument = parseInstrument(market);
  if (instrument === undefined) throw new UnknownMarketError(market);
  return instrument;
}

/** Runs the live engine over candles of the past. Pure: the same candles and request give the same result. */
export function runBacktest(
  candles: Candles,
  request: BacktestRequest,
  observe: (step: Step) => void = () => undefined,
): BacktestResult {
  const portfolio = new Portfolio({ cash: new Money(request.cash), feeRate: new Money(request.feeRate) });
  const engine = new Engine({
    instruments: [instrumentOf(request.market)],
    portfolio,
    orderValue: new Money(request.orderValue),
    strategy: () => strategies[request.strategy].create(request.parameters),
  });
  const signals = { buy: 0, sell: 0 };
  let fills = 0;
  let refused = 0;
  for (let index = 0; index < candles.openTime.length; index += 1) {
    const step = engine.process(candleAt(candles, index, request.market));
    if (step.signal !== undefined) signals[step.signal] += 1;
    if (step.fill !== undefined) fills += 1;
    if (step.refused !== undefined) refused += 1;
    observe(step);
  }
  const { value, realizedPnl, unrealizedPnl, fees } = portfolio.valuation();
  return {
    candles: candles.openTime.length,
    signals,
    fills,
    refused,
    value: value.toString(),
    realizedPnl: realizedPnl.toString(),
    unrealizedPnl: unrealizedPnl.toString(),
    fees: fees.toString(),
  };
}
