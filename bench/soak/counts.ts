import { Client } from "pg";
import { type ParsedSample, parseText } from "../../test/lib/metrics/parse-text.ts";
import { unexpectedAnswer } from "./errors.ts";
import { METRICS_HEADERS } from "./platform.ts";

/** Both sides of what must not be lost. */
export interface Counts {
  /** Orders carried out, by the application's own count, those in the database, and those it says it lost. */
  readonly fills: { readonly made: number; readonly stored: number; readonly lost: number };
  /**
   * Trades of the market that were applied, those in the database, those given up while it was away, and those that the
   * exchange made and that neither came nor could be fetched afterwards.
   */
  readonly trades: {
    readonly applied: number;
    readonly stored: number;
    readonly dropped: number;
    readonly unrecovered: number;
  };
}

/** Whether all that the application has taken is either stored or counted as given up. */
export const isAccountedFor = ({ fills, trades }: Counts): boolean =>
  fills.made === fills.stored + fills.lost && trades.applied === trades.stored + trades.dropped;

/** What is counted: the application, by its own page of metrics, and the database that it writes to. */
interface Sides {
  readonly urls: { readonly admin: string };
  readonly database: { readonly port: number };
}

/** Throws `soak/unexpected-answer` where the application does not show its metrics. */
export async function counted({ urls, database }: Sides): Promise<Counts> {
  const { samples } = parseText(await exposition(`${urls.admin}/metrics`));
  const total = (name: string, labels: Readonly<Record<string, string>> = {}) => sumOf(samples, name, labels);
  const dropped = (kind: string) => total("quantflow_store_dropped_rows_total", { kind });
  const rows = await rowsOf(database.port);
  return {
    fills: { made: total("quantflow_trades_total"), stored: rows.fills, lost: dropped("trade") },
    trades: {
      applied: total("quantflow_price_updates_total", { stream: "trade" }),
      ...{ stored: rows.ticks, dropped: dropped("tick") },
      unrecovered: total("quantflow_feed_unrecovered_total", { stream: "trade" }),
    },
  };
}

async function exposition(url: string): Promise<string> {
  const response = await fetch(url, { headers: METRICS_HEADERS, signal: AbortSignal.timeout(10_000) });
  const text = await response.text();
  if (!response.ok) throw unexpectedAnswer(url, response.status, text);
  return text;
}

const sumOf = (samples: readonly ParsedSample[], wanted: string, labels: Readonly<Record<string, string>>): number =>
  samples
    .filter((one) => one.name === wanted)
    .filter((one) => Object.entries(labels).every(([name, value]) => one.labels[name] === value))
    .reduce((sum, { value }) => sum + value, 0);

async function rowsOf(port: number): Promise<{ readonly fills: number; readonly ticks: number }> {
  const client = new Client({ host: "127.0.0.1", port, user: "quantflow", database: "postgres" });
  await client.connect();
  const count = async (table: string) =>
    Number((await client.query<{ n: string }>(`SELECT count(*) AS n FROM quantflow.${table}`)).rows[0]?.n);
  try {
    return { fills: await count("trades"), ticks: await count("ticks") };
  } finally {
    await client.end();
  }
}
