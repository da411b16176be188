/** What the desk shows, as it goes over the wire to the page. Times are milliseconds since the epoch, of our clock. */

/** A decimal as text, `-12.5`: money and prices reach the reader unrounded. */
export type DecimalText = string;

export interface PriceView {
  readonly market: string;
  /** Undefined until there is one. */
  readonly price?: DecimalText;
  /** When the price was true at the exchange; when we received it, where the exchange gives no time. */
  readonly at?: number;
}

/** `live`: subscribed and prices arrive; `stale`: subscribed and they do not. */
export type ConnectionState = "connecting" | "live" | "stale" | "retrying" | "stopped";

/** The connection to the exchange. */
export interface ConnectionView {
  readonly state: ConnectionState;
  /** When it came to be in this state. */
  readonly since: number;
  /** For people: `8 streams`, `silent; next attempt within 2 s`. */
  readonly detail: string;
}

export interface PositionView {
  readonly asset: string;
  readonly size: DecimalText;
  /** What all of it cost, in the quote currency, as the rest. */
  readonly cost: DecimalText;
  /** Of one coin. */
  readonly averageCost: DecimalText;
  readonly lastPrice: DecimalText;
  readonly value: DecimalText;
  readonly unrealizedPnl: DecimalText;
}

export interface PortfolioView {
  readonly currency: string;
  readonly value: DecimalText;
  readonly cash: DecimalText;
  readonly realizedPnl: DecimalText;
  readonly unrealizedPnl: DecimalText;
  readonly fees: DecimalText;
  /** Open ones only. */
  readonly positions: readonly PositionView[];
}

/** Time, and profit or loss since the start in the quote currency. */
export type CurveSample = readonly [time: number, pnl: number];

export interface AlertView {
  readonly fingerprint: string;
  readonly name: string;
  readonly severity: string;
  readonly status: "firing" | "resolved";
  readonly summary: string;
  /** When it began to fire. */
  readonly since: number;
}

export type BacktestState = "queued" | "running" | "completed" | "failed" | "timeout" | "cancelled";

export interface BacktestView {
  readonly id: string;
  readonly market: string;
  readonly strategy: string;
  readonly state: BacktestState;
  /** Share of its bars that are done, 0 to 1. */
  readonly progress: number;
  /** Run time, once it has ended. */
  readonly seconds?: number;
  /** Profit or loss as a share of the cash it began with: 0.012 is 1.2 %. */
  readonly totalReturn?: number;
  /** The code of what made it fail. */
  readonly error?: string;
}

export interface DeskView {
  readonly now: number;
  readonly connection: ConnectionView;
  readonly prices: readonly PriceView[];
  readonly portfolio: PortfolioView;
  /** Oldest first. */
  readonly curve: readonly CurveSample[];
  readonly alerts: readonly AlertView[];
  /** Newest first. */
  readonly backtests: readonly BacktestView[];
}

/**
 * One message of `/ws`: what changed since the last one. Prices replace those of their markets, samples are added to the
 * curve, everything else replaces what was. A whole one (`whole: true`) replaces all.
 */
export type DeskMessage = Partial<DeskView> & Pick<DeskView, "now"> & { readonly whole?: true };
