/**
 * Candles of minutes and hours on plain PostgreSQL, where TimescaleDB's continuous aggregates are not to be had. They
 * are made of the exchange's own one-second candles, not of ticks: a tick that a full queue dropped falsifies none.
 */
export const INTERVALS = ["1s", "1m", "5m", "1h"] as const;
export type Interval = (typeof INTERVALS)[number];

export const CANDLE_TABLES: Readonly<Record<Interval, string>> = {
  "1s": "quantflow.candles",
  "1m": "quantflow.candles_1m",
  "5m": "quantflow.candles_5m",
  "1h": "quantflow.candles_1h",
};

/** Each is made of the one before, so they are run in this order. */
export const ROLLUPS = [
  { target: "candles_1m", source: "candles", bucket: "1 minute" },
  { target: "candles_5m", source: "candles_1m", bucket: "5 minutes" },
  { target: "candles_1h", source: "candles_5m", bucket: "1 hour" },
] as const;
export type Rollup = (typeof ROLLUPS)[number];

/** What came late or was fetched afterwards is taken up so long. */
const LATE = "1 hour";
/** Rolled up at once, so that a long absence is caught up with in statements that end. */
const STRIDE = "1 day";
const NOW = "to_timestamp($1::float8 / 1000)";

/**
 * Makes or corrects the candles from `LATE` before the watermark on, up to the last bucket that is over at `$1`, epoch
 * milliseconds, and moves the watermark there. Running it again changes nothing. Its one row tells whether more is
 * left to do.
 */
export function rollupStatement({ target, source, bucket }: Rollup): string {
  const floor = (time: string): string => `date_bin('${bucket}', ${time}, 'epoch')`;
  const start = `coalesce(watermark, (SELECT min(time) FROM quantflow.${source}))`;
  return `
WITH span AS (
  SELECT ${floor(`${start} - interval '${LATE}'`)} AS since,
    least(${floor(NOW)}, ${floor(`${start} + interval '${STRIDE}'`)}) AS until
  FROM quantflow.rollups WHERE target = '${target}'
), rolled AS (
  INSERT INTO quantflow.${target} (time, symbol, open, high, low, close, volume)
  SELECT ${floor("time")}, symbol, (array_agg(open ORDER BY time))[1], max(high), min(low),
    (array_agg(close ORDER BY time DESC))[1], sum(volume)
  FROM quantflow.${source}
  WHERE time >= (SELECT since FROM span) AND time < (SELECT until FROM span)
  GROUP BY 1, 2
  ON CONFLICT (symbol, time) DO UPDATE SET open = excluded.open, high = excluded.high, low = excluded.low,
    close = excluded.close, volume = excluded.volume
)
UPDATE quantflow.rollups SET watermark = greatest(watermark, span.until) FROM span
WHERE target = '${target}' AND span.until IS NOT NULL
RETURNING span.until < ${floor(NOW)} AS behind`;
}
