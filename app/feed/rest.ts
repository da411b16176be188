import type { Recorder } from "../../lib/metrics/definitions.ts";
import { type RestEndpoint, restRequests, restUsedWeight } from "../../metrics/quantflow/sequence.ts";
import type { Clock } from "../clock.ts";
import type { Candle, Trade } from "../engine/events.ts";
import { parseJson } from "../http/body.ts";
import { retryAfterMs } from "../http/retry-after.ts";
import { readCandles, readTime, readTrades } from "./rest-data.ts";
import { RestError, RestLimitError } from "./rest-errors.ts";
import { RestWeight } from "./rest-weight.ts";
import type { Range } from "./sequence.ts";

export interface RestOptions {
  /** `https://api.binance.com`; the host for market data alone has no `historicalTrades`. */
  readonly baseUrl: string;
  readonly clock: Clock;
  readonly recorder: Recorder;
  /** Weight that we use in a minute at most. */
  readonly weightBudget?: number;
}

/** What one answer holds at most. */
export const PAGE = 1_000;
/** The candles that the feed follows. */
export const CANDLE_INTERVAL = "1s";
export const CANDLE_MS = 1_000;

/** Half of Binance's 6,000 a minute for an address. */
const WEIGHT_BUDGET = 3_000;
const WEIGHTS: Readonly<Record<RestEndpoint, number>> = { historicalTrades: 25, klines: 2, time: 1 };
const TIMEOUT_MS = 10_000;
const LIMITED: readonly number[] = [418, 429];

/**
 * The exchange's REST interface, as far as it needs no key: past trades and candles, and its time. Every method rejects with
 * FEED_REST, after which another attempt may be made, or FEED_REST_LIMIT, which says when.
 * Source: binance-spot-api-docs, rest-api.md, "Old trade lookup", "Kline/Candlestick data", "Check server time", "IP Limits".
 */
export class ExchangeRest {
  readonly #options: RestOptions;
  readonly #weight: RestWeight;

  constructor(options: RestOptions) {
    this.#options = options;
    this.#weight = new RestWeight(options.clock, options.weightBudget ?? WEIGHT_BUDGET);
  }

  /** Trades by their ids, ascending: the first 1,000 of the range, and none outside it. */
  async trades(market: string, { from, to }: Range, stopped: AbortSignal): Promise<readonly Trade[]> {
    const query = { symbol: market, fromId: `${from}`, limit: `${Math.min(PAGE, to - from + 1)}` };
    const answer = readTrades(await this.#ask("historicalTrades", query, stopped), market, this.#options.clock.now());
    return this.#checked(answer, "historicalTrades").filter(({ id }) => id >= from && id <= to);
  }

  /** Closed candles by their number, the open time in intervals: the first 1,000 of the range, and none outside it. */
  async candles(market: string, { from, to }: Range, stopped: AbortSignal): Promise<readonly Candle[]> {
    const times = { startTime: `${from * CANDLE_MS}`, endTime: `${to * CANDLE_MS}` };
    const query = { symbol: market, interval: CANDLE_INTERVAL, ...times, limit: `${PAGE}` };
    const answer = readCandles(await this.#ask("klines", query, stopped), market, this.#options.clock.now());
    return this.#checked(answer, "klines").filter(
      ({ openTime }) => openTime >= from * CANDLE_MS && openTime <= to * CANDLE_MS,
    );
  }

  /** The exchange's clock, milliseconds since the epoch. */
  async time(stopped: AbortSignal): Promise<number> {
    const answer = await this.#ask("time", {}, stopped);
    return this.#checked(readTime(answer), "time");
  }

  async #ask(endpoint: RestEndpoint, query: Record<string, string>, stopped: AbortSignal): Promise<unknown> {
    const waitMs = this.#weight.waitMs(WEIGHTS[endpoint]);
    if (waitMs > 0) throw this.#limited(endpoint, waitMs);
    this.#weight.spend(WEIGHTS[endpoint]);
    const url = new URL(`/api/v3/${endpoint}?${new URLSearchParams(query)}`, this.#options.baseUrl);
    const { response, text } = await this.#fetch(url, stopped).catch((error: unknown) => {
      throw this.#failed(endpoint, "did not answer", error);
    });
    this.#noteWeight(response.headers.get("x-mbx-used-weight-1m"));
    if (LIMITED.includes(response.status)) throw this.#refused(endpoint, response);
    if (!response.ok) throw this.#failed(endpoint, `answered ${response.status}`);
    return parseJson(text);
  }

  async #fetch(url: URL, stopped: AbortSignal) {
    const response = await fetch(url, { signal: AbortSignal.any([stopped, AbortSignal.timeout(TIMEOUT_MS)]) });
    return { response, text: await response.text() };
  }

  #checked<A>(answer: A | undefined, endpoint: RestEndpoint): A {
    if (answer === undefined) throw this.#failed(endpoint, "answered something else than what was asked for");
    this.#count(endpoint, "answered");
    return answer;
  }

  #noteWeight(header: string | null): void {
    const used = Number(header ?? Number.NaN);
    if (!Number.isSafeInteger(used) || used < 0) return;
    this.#weight.told(used);
    this.#options.recorder.set(restUsedWeight, {}, used);
  }

  #refused(endpoint: RestEndpoint, response: Response): RestLimitError {
    this.#weight.refused(retryAfterMs(response.headers.get("retry-after"), this.#options.clock.now()));
    return this.#limited(endpoint, this.#weight.waitMs(WEIGHTS[endpoint]));
  }

  #limited(endpoint: RestEndpoint, waitMs: number): RestLimitError {
    this.#count(endpoint, "limited");
    return new RestLimitError(waitMs);
  }

  #failed(endpoint: RestEndpoint, problem: string, cause?: unknown): RestError {
    this.#count(endpoint, "failed");
    return new RestError(new URL(`/api/v3/${endpoint}`, this.#options.baseUrl).href, problem, cause);
  }

  #count(endpoint: RestEndpoint, outcome: "answered" | "failed" | "limited"): void {
    this.#options.recorder.increment(restRequests, { endpoint, outcome });
  }
}
