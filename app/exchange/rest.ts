import type { IncomingMessage } from "node:http";
import { parseInstrument } from "../engine/instrument.ts";
import { json, type Reply, type Route } from "../http/routes.ts";
import { INTERVALS } from "./candle.ts";
import type { History, PastCandle } from "./history.ts";

export interface RestTwinOptions {
  readonly markets: readonly string[];
  readonly history: History;
  /** Milliseconds since the epoch by the exchange's clock. */
  readonly now: () => number;
  /** Seconds that every request is refused for with 418; 0: none is. */
  readonly bannedSeconds: () => number;
  /** Weight that a client may use in a minute; over it 429 is the answer. */
  readonly weightLimit?: number;
}

/** Binance's for one address. Source: rest-api.md, "IP Limits"; `GET /api/v3/exchangeInfo`. */
const WEIGHT_LIMIT = 6_000;
const MINUTE_MS = 60_000;
const DEFAULT_LIMIT = 500;
const MOST = 1_000;

type Query = URLSearchParams;
type Answer = (query: Query) => Reply;

const refusal = (code: number, msg: string): Reply => json(400, { code, msg });
const NO_SYMBOL = refusal(-1121, "Invalid symbol.");
const NO_INTERVAL = refusal(-1120, "Invalid interval.");
const badParameter = (name: string): Reply => refusal(-1100, `Illegal characters found in parameter '${name}'.`);

/** A whole number, zero or more, of a query; the default when it is absent, NaN when it is none. */
function wholeOf(query: Query, name: string, absent: number): number {
  const text = query.get(name);
  if (text === null) return absent;
  return /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
}

const limitOf = (query: Query): number => Math.min(MOST, wholeOf(query, "limit", DEFAULT_LIMIT));

function trades({ markets, history }: RestTwinOptions, query: Query): Reply {
  const market = query.get("symbol") ?? "";
  const [fromId, limit] = [wholeOf(query, "fromId", -1), limitOf(query)];
  if (!markets.includes(market)) return NO_SYMBOL;
  if (Number.isNaN(fromId)) return badParameter("fromId");
  if (Number.isNaN(limit)) return badParameter("limit");
  const found = history.trades(market, fromId < 0 ? undefined : fromId, limit);
  return json(
    200,
    found.map((trade) => ({ ...trade, isBestMatch: true })),
  );
}

const candleRow = ({ openTime, prices, volume, closeTime, trades: count }: PastCandle): readonly unknown[] => [
  openTime,
  ...prices,
  volume,
  closeTime,
  "0.00000000",
  count,
  "0.00000000",
  "0.00000000",
  "0",
];

function klines({ markets, history }: RestTwinOptions, query: Query): Reply {
  const [market, interval] = [query.get("symbol") ?? "", query.get("interval") ?? ""];
  const [start, end] = [wholeOf(query, "startTime", 0), wholeOf(query, "endTime", Number.MAX_SAFE_INTEGER)];
  const limit = limitOf(query);
  if (!markets.includes(market)) return NO_SYMBOL;
  if (!Object.hasOwn(INTERVALS, interval)) return NO_INTERVAL;
  if (Number.isNaN(start + end + limit)) return badParameter("startTime");
  const found = history.candles(market, interval, start, end);
  // Without a start the latest are meant.
  return json(200, (query.has("startTime") ? found.slice(0, limit) : found.slice(-limit)).map(candleRow));
}

function exchangeInfo({ markets, now, weightLimit = WEIGHT_LIMIT }: RestTwinOptions): Reply {
  const limit = { rateLimitType: "REQUEST_WEIGHT", interval: "MINUTE", intervalNum: 1, limit: weightLimit };
  const symbols = markets.map((symbol) => {
    const { base, quote } = parseInstrument(symbol) ?? { base: symbol, quote: "" };
    return { symbol, status: "TRADING", baseAsset: base, quoteAsset: quote, isSpotTradingAllowed: true };
  });
  return json(200, { timezone: "UTC", serverTime: now(), rateLimits: [limit], exchangeFilters: [], symbols });
}

/**
 * The REST interface beside the simulated streams, by Binance's names, weights and refusals.
 * Source: binance-spot-api-docs, rest-api.md.
 */
export function restRoutes(options: RestTwinOptions): readonly Route[] {
  const weigh = weigher(options);
  const route = (name: string, weight: number, answer: Answer): Route => ({
    method: "GET",
    path: `/api/v3/${name}`,
    reply: (request) => weigh(weight, () => answer(queryOf(request))),
  });
  return [
    route("ping", 1, () => json(200, {})),
    route("time", 1, () => json(200, { serverTime: options.now() })),
    route("exchangeInfo", 20, () => exchangeInfo(options)),
    route("historicalTrades", 25, (query) => trades(options, query)),
    route("klines", 2, (query) => klines(options, query)),
  ];
}

const queryOf = ({ url = "" }: IncomingMessage): Query => new URLSearchParams(url.split("?").slice(1).join("?"));

/** Counts the weight of each minute, tells it, and refuses what goes over it. */
function weigher({ now, bannedSeconds, weightLimit = WEIGHT_LIMIT }: RestTwinOptions) {
  let minute = 0;
  let used = 0;
  return (weight: number, answer: () => Reply): Reply => {
    const current = Math.floor(now() / MINUTE_MS);
    used = current === minute ? used + weight : weight;
    minute = current;
    const headers = { "X-MBX-USED-WEIGHT-1M": `${used}` };
    const banned = bannedSeconds();
    if (banned > 0) return limited(418, banned, headers);
    if (used > weightLimit) return limited(429, Math.ceil((MINUTE_MS - (now() % MINUTE_MS)) / 1000), headers);
    return { ...answer(), headers };
  };
}

const limited = (status: 418 | 429, seconds: number, headers: Record<string, string>): Reply => ({
  ...json(status, { code: -1003, msg: "Too much request weight used; please use the websocket for live updates." }),
  headers: { ...headers, "Retry-After": `${seconds}` },
});
