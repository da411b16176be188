import { Engine } from "../engine/engine.ts";
import { type Instrument, parseInstrument } from "../engine/instrument.ts";
import { NO_LIMITS, type RiskLimits } from "../engine/risk.ts";
import type { Step } from "../engine/step.ts";
import { IntegerAccount } from "../portfolio/integer-account.ts";
import { parseUnits, unitsText } from "../portfolio/units.ts";
import { strategyMaker } from "../strategies/index.ts";
import type { Candles } from "./candles.ts";
import { curveOf } from "./curve.ts";
import { RequestError } from "./errors.ts";
import { NextOpen } from "./next-open.ts";
import { Progress } from "./progress.ts";
import { CandleCursor } from "./replay.ts";
import type { BacktestRequest } from "./request.ts";
import type { BacktestResult } from "./result.ts";
import { slippedPrice } from "./slippage.ts";
import { statisticsOf } from "./statistics/index.ts";
import { intervalOf, valuedAt } from "./statistics/interval.ts";
import { Tally } from "./tally.ts";

export interface Watching {
  /** Is told of every step; its event is reused for the next one. */
  readonly observe?: (step: Step) => void;
  readonly progress?: Progress;
}

/** Bars between two looks at the progress. */
const STRETCH = 16_384;

/** Runs the live engine over candles of the past. Pure: the same candles and request give the same result. */
export function runBacktest(candles: Candles, request: BacktestRequest, watching: Watching = {}): BacktestResult {
  const instrument = instrumentOf(request.market);
  const { observe, progress = new Progress() } = watching;
  const bars = candles.openTime.length;
  const account = new IntegerAccount(parseUnits(request.cash));
  const engine = engineOf(instrument, account, request);
  const cursor = new CandleCursor(candles, instrument.market);
  const tally = new Tally(account, instrument.base, bars);
  progress.begin(bars);
  for (let index = 0; index < bars; index += 1) {
    const step = engine.process(cursor.at(index));
    tally.add(step);
    observe?.(step);
    if (index % STRETCH === 0) progress.advance(index);
  }
  progress.advance(bars);
  return resultOf(candles, account, tally);
}

function instrumentOf(market: string): Instrument {
  const instrument = parseInstrument(market);
  if (instrument === undefined)
    throw new RequestError([`market: ${JSON.stringify(market)} is not one such as BTCUSDT`]);
  return instrument;
}

function engineOf(instrument: Instrument, account: IntegerAccount, request: BacktestRequest): Engine {
  const { fees, liquidity, slippage } = request;
  const orderValue = parseUnits(request.orderValue);
  return new Engine({
    instruments: [instrument],
    account,
    execution: new NextOpen({ liquidity, slipped: slippedPrice(slippage), orderValue }),
    fees: { maker: parseUnits(fees.maker), taker: parseUnits(fees.taker) },
    orderValue,
    limits: limitsOf(request),
    strategy: strategyMaker({ name: request.strategy, parameters: request.parameters }),
  });
}

const limitsOf = ({ limits }: BacktestRequest): RiskLimits => ({
  orderValue: limits.orderValue === undefined ? NO_LIMITS.orderValue : parseUnits(limits.orderValue),
  positionValue: limits.positionValue === undefined ? NO_LIMITS.positionValue : parseUnits(limits.positionValue),
  exposure: limits.exposure === undefined ? NO_LIMITS.exposure : parseUnits(limits.exposure),
  loss: limits.loss === undefined ? NO_LIMITS.loss : parseUnits(limits.loss),
});

function resultOf({ openTime }: Candles, account: IntegerAccount, tally: Tally): BacktestResult {
  const { signals, fills, refused, profits, equity, barsHeld } = tally;
  const { cash, value, realizedPnl, unrealizedPnl, fees } = account.valuation();
  const interval = intervalOf(openTime);
  const timeOf = (index: number) => valuedAt(openTime, interval, index);
  return {
    candles: openTime.length,
    intervalSeconds: interval === undefined ? null : interval / 1000,
    signals,
    fills,
    refused,
    cash: unitsText(cash),
    value: unitsText(value),
    realizedPnl: unitsText(realizedPnl),
    unrealizedPnl: unitsText(unrealizedPnl),
    fees: unitsText(fees),
    statistics: statisticsOf({ openTime, interval, equity, profits, barsHeld }),
    equity: openTime.length === 0 ? { time: [], value: [] } : curveOf(equity, timeOf),
  };
}
