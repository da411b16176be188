import type { Recorder } from "../../lib/metrics/definitions.ts";
import * as catalogue from "../../metrics/quantflow/trading.ts";
import type { Step } from "../engine/engine.ts";
import { type Instrument, QUOTE } from "../engine/instrument.ts";
import type { Ledger } from "../portfolio/ledger.ts";
import { ONE, type Units } from "../portfolio/units.ts";

/** Money and sizes are exposed as coins; a double holds them to a millionth of a cent up to 90 million. */
const coins = (units: Units | bigint): number => Number(units) / ONE;

/** What a step of live trading did. */
export function recordStep(recorder: Recorder, { instrument, signal, fill, refused, orderMs }: Step): void {
  if (instrument === undefined) return;
  const { base: symbol } = instrument;
  if (signal !== undefined) recorder.increment(catalogue.tradingSignals, { symbol, signal });
  if (orderMs !== undefined)
    recorder.observe(catalogue.orderDuration, { outcome: refused ?? "filled" }, orderMs / 1000);
  if (refused !== undefined) recorder.increment(catalogue.ordersRefused, { reason: refused });
  if (fill === undefined) return;
  recorder.increment(catalogue.trades, { symbol, side: fill.side });
  recorder.increment(catalogue.fees, { currency: QUOTE }, coins(fill.fee));
}

/** The portfolio as it stands at its last prices; a flat position is 0, not left at its last size. */
export function recordPortfolio(recorder: Recorder, ledger: Ledger, instruments: readonly Instrument[]): void {
  const { value, exposure, realizedPnl, unrealizedPnl } = ledger.valuation();
  const labels = { currency: QUOTE } as const;
  recorder.set(catalogue.portfolioValue, labels, coins(value));
  recorder.set(catalogue.portfolioExposure, labels, coins(exposure));
  recorder.set(catalogue.realizedPnl, labels, coins(realizedPnl));
  recorder.set(catalogue.unrealizedPnl, labels, coins(unrealizedPnl));
  const positions = new Map(ledger.positions().map((position) => [position.asset, position]));
  // What is held of a market that is no longer traded is at risk all the same.
  for (const symbol of new Set([...instruments.map(({ base }) => base), ...positions.keys()])) {
    const position = positions.get(symbol);
    recorder.set(catalogue.positionSize, { symbol }, coins(position?.size ?? 0));
    recorder.set(catalogue.positionValue, { symbol }, coins(position?.value ?? 0));
  }
}

/** Why no position is opened now, if so. */
export function recordHalted(
  recorder: Recorder,
  halted: { readonly restoring: boolean; readonly loss: boolean },
): void {
  for (const reason of ["restoring", "loss"] as const)
    recorder.set(catalogue.tradingHalted, { reason }, halted[reason] ? 1 : 0);
}
