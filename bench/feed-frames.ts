import { Market } from "../app/exchange/market.ts";
import { seededRandom } from "../app/exchange/random.ts";

export const MARKETS = ["BTCUSDT", "ETHUSDT", "SOLUSDT"] as const;
export const START = Date.UTC(2026, 0, 1);
const TRADES_A_SECOND = 50;
const MILLISECONDS = 1_000;
/** What the application subscribes to. */
const SUBSCRIBED = /@(?:trade|bookTicker|miniTicker|kline_1s)$/;

/** A frame as it comes from the socket, and when: its exchange's time plus a way of some milliseconds. */
export interface ReceivedFrame {
  readonly bytes: Buffer;
  readonly receivedAt: number;
}

/**
 * Some seconds of the simulated exchange's three markets: a hundred trades and book tickers a second and market, and
 * each second a mini ticker and a candle. The way takes 2 ms to 20 ms, most often 4 ms.
 * Source of the way: https://dev.binance.vision/t/5449 (mean 4 ms, 99 % within 13 ms).
 */
export function receivedFrames(seconds: number): readonly ReceivedFrame[] {
  const random = seededRandom(1);
  const markets = MARKETS.map((market, index) => marketFrom(market, index));
  return Array.from({ length: seconds * TRADES_A_SECOND }, (_, step) => {
    const now = START + (step * MILLISECONDS) / TRADES_A_SECOND;
    const receivedAt = now + Math.round(2 + 2 * -Math.log(1 - random()));
    const frames = markets.flatMap((market) => [
      ...market.trade(now),
      ...(step % TRADES_A_SECOND === 0 ? market.everySecond(now) : []),
    ]);
    return frames
      .filter(({ stream }) => SUBSCRIBED.test(stream))
      .map(({ stream, data }) => ({ bytes: Buffer.from(JSON.stringify({ stream, data })), receivedAt }));
  }).flat();
}

const marketFrom = (market: string, index: number): Market =>
  new Market({ market, startTicks: 6_400_000, random: seededRandom(2 + index), now: START });
