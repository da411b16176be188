import { parseInstrument } from "../engine/instrument.ts";
import type { CandleHistory, CandleSource } from "./candles.ts";
import { NoStoreError, RequestError, TooManyCandlesError, UnknownMarketError } from "./errors.ts";
import { type BacktestRequest, backtestRequest, MOST_STORED_CANDLES } from "./request.ts";
import type { Load } from "./service.ts";

/** Where candles come from when they do not come with the request. */
export interface Origins {
  /** The last closed candles by market, of those that are traded. */
  readonly histories: ReadonlyMap<string, CandleHistory>;
  /** Candles of a database; undefined: there is none. */
  readonly stored?: CandleSource;
}

export interface Submission {
  readonly request: BacktestRequest;
  readonly load: Load;
}

/** A backtest over what we have. Throws BACKTEST_REQUEST, BACKTEST_UNKNOWN_MARKET and BACKTEST_NO_STORE. */
export function submissionOf(body: unknown, { histories, stored }: Origins): Submission {
  const request = parsed(body);
  const history = histories.get(request.market);
  if (history === undefined) throw new UnknownMarketError(request.market, [...histories.keys()]);
  switch (request.source) {
    case "history": {
      const candles = history.last(request.candles);
      return { request, load: async () => ({ candles }) };
    }
    case "store":
      return { request, load: fromStore(request, stored) };
    case "csv":
      throw new RequestError(["source: send the CSV file itself as text/csv, and this request as the query's request"]);
  }
}

/** A backtest over a CSV file, of any market. Throws BACKTEST_REQUEST. */
export function csvSubmissionOf(csv: Uint8Array, query: unknown): Submission {
  const request = parsed({ ...fromJson(query), source: "csv" });
  if (parseInstrument(request.market) === undefined) throw new RequestError(["market: expected one such as BTCUSDT"]);
  return { request, load: async () => ({ csv }) };
}

function fromStore({ market, from, to, interval }: BacktestRequest, stored: CandleSource | undefined): Load {
  if (stored === undefined) throw new NoStoreError();
  return async (signal) => {
    const candles = await stored(market, Date.parse(from ?? ""), Date.parse(to ?? ""), signal, interval);
    if (candles.openTime.length > MOST_STORED_CANDLES)
      throw new TooManyCandlesError(candles.openTime.length, MOST_STORED_CANDLES);
    return { candles };
  };
}

function parsed(body: unknown): BacktestRequest {
  const { data, error } = backtestRequest.safeParse(body);
  if (data !== undefined) return data;
  throw new RequestError(error.issues.map(({ path, message }) => `${path.join(".") || "request"}: ${message}`));
}

function fromJson(text: unknown): object {
  try {
    const value: unknown = typeof text === "string" ? JSON.parse(text) : undefined;
    if (typeof value === "object" && value !== null) return value;
  } catch {
    // Told below, as what is no object is.
  }
  throw new RequestError(['the query has no request: add ?request={"market":"BTCUSDT"}, encoded']);
}
