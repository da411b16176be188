/** How fast rows reach PostgreSQL beside the bare client, and what an outage costs: `npx tsx bench/store.ts`. */
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { Client } from "pg";
import { from as copyFrom } from "pg-copy-streams";
import type { Candle, Trade } from "../app/engine/events.ts";
import { ONE } from "../app/portfolio/units.ts";
import { CandleQueue } from "../app/store/candle-queue.ts";
import { copyRows } from "../app/store/copy-rows.ts";
import { Database } from "../app/store/postgres.ts";
import { insertCandles } from "../app/store/rows.ts";
import { TickQueue } from "../app/store/tick-queue.ts";
import { TickRing } from "../app/store/tick-ring.ts";
import { BATCH_ROWS } from "../app/store/writer.ts";
import { postgresPrograms, startPostgres } from "../test/app/store/servers.ts";
import { type Contender, interleaved } from "./interleaved.ts";
import type { Measurement } from "./measurement.ts";

const BATCHES = 6;
const ROWS = BATCHES * BATCH_ROWS;
const ROUNDS = 11;
const START = Date.UTC(2026, 0, 1);
const REACH = "at least 0.85 of the bare client";

/** Rows a second from the queue to the table, and what ten minutes without the database cost. */
export async function measureStore(): Promise<readonly Measurement[]> {
  const outage = measureOutage();
  const programs = postgresPrograms();
  if (programs === undefined) throw new Error("PostgreSQL is not installed: apt-get install postgresql");
  const server = await startPostgres(programs);
  const user = { host: "127.0.0.1", port: server.port, user: "quantflow" };
  const database = new Database({ ...user, name: "postgres", password: () => "unused", broken: fail });
  const bare = new Client({ ...user, database: "postgres" });
  try {
    await database.check();
    await bare.connect();
    const emptied = (table: string, write: () => Promise<void>): Contender => rate(bare, table, write);
    const ticks = await interleaved(
      { ours: emptied("ticks", ourTicks(database)), peer: emptied("ticks", bareTicks(bare)) },
      ROUNDS,
    );
    const unnested = await interleaved(
      { ours: emptied("candles", ourCandles(database)), peer: emptied("candles", bareCandles(bare)) },
      ROUNDS,
    );
    return [
      measurement("store, ticks by COPY binary", "pg-copy-streams, rows already encoded", ticks),
      measurement("store, candles by UNNEST", "pg, arrays already made", unnested),
      ...outage,
    ];
  } finally {
    await bare.end();
    await database.close();
    await server.stop();
  }
}

const fail = (error: Error): never => {
  throw error;
};

const measurement = (name: string, peerName: string, { ours, peer }: { ours: number; peer: number }): Measurement => ({
  ...{ name, unit: "rows/s", ours, peer, peerName, ratio: ours / peer, reach: REACH },
});

/** Rows a second into a table that is empty each time. */
const rate = (client: Client, table: string, write: () => Promise<void>): Contender => {
  return async () => {
    await client.query(`TRUNCATE quantflow.${table}`);
    const start = performance.now();
    await write();
    return (ROWS * 1000) / (performance.now() - start);
  };
};

const price = (index: number): number => 64_000 * ONE + index * 1_000_000;

const trade = (index: number): Trade => {
  const at = START + index;
  const times = { receivedAt: at, eventTime: at, tradeTime: at };
  return { kind: "trade", market: "BTCUSDT", ...times, id: index, price: price(index), quantity: 0.01562 };
};

const candle = (index: number): Candle => {
  const at = START + index * 1000;
  const prices = { open: price(index), high: price(index + 3), low: price(index), close: price(index + 1) };
  const times = { receivedAt: at, eventTime: at, openTime: at };
  return { kind: "kline", market: "BTCUSDT", ...times, ...prices, volume: 12.34567, closed: true };
};

const made = <E>(make: (index: number) => E): readonly E[] => Array.from({ length: ROWS }, (_, index) => make(index));
const trades = made(trade);
const candles = made(candle);
const lost = (): never => fail(new Error("a row was lost"));

const batchesOf = <E>(events: readonly E[]): readonly (readonly E[])[] =>
  Array.from({ length: BATCHES }, (_, batch) => events.slice(batch * BATCH_ROWS, (batch + 1) * BATCH_ROWS));

/** From the event on: into the ring, encoded, sent. */
const ourTicks = (database: Database) => async (): Promise<void> => {
  const queue = new TickQueue({ capacity: ROWS, copy: (rows) => database.copyTicks(rows), lost });
  for (const event of trades) queue.add("BTC", event);
  while (queue.waiting > 0) await queue.send(BATCH_ROWS);
};

const bareTicks = (client: Client): (() => Promise<void>) => {
  const batches = batchesOf(trades).map((batch) => {
    const ring = new TickRing(BATCH_ROWS);
    for (const event of batch) ring.add(0, event);
    return copyRows(ring.columns, 0, BATCH_ROWS, [Buffer.from("BTC")]);
  });
  return async () => {
    for (const batch of batches) {
      const stream = client.query(copyFrom("COPY quantflow.ticks FROM STDIN (FORMAT binary)"));
      await new Promise<void>((resolve, reject) => stream.on("error", reject).on("finish", resolve).end(batch));
    }
  };
};

const ourCandles = (database: Database) => async (): Promise<void> => {
  const write = (rows: Parameters<typeof insertCandles>[0]) => database.insert(insertCandles(rows));
  const queue = new CandleQueue({ capacity: ROWS, write, lost });
  for (const event of candles) queue.add({ symbol: "BTC", candle: event });
  while (queue.waiting > 0) await queue.send(BATCH_ROWS);
};

const bareCandles = (client: Client): (() => Promise<void>) => {
  const columns = batchesOf(candles).map((batch) => [
    batch.map(({ openTime }) => openTime),
    batch.map(() => "BTC"),
    batch.map(({ open }) => open / ONE),
    batch.map(({ high }) => high / ONE),
    batch.map(({ low }) => low / ONE),
    batch.map(({ close }) => close / ONE),
    batch.map(({ volume }) => volume),
  ]);
  const { text } = insertCandles([]);
  return async () => {
    for (const values of columns) await client.query(text, values);
  };
};

/** In a process of its own, whose memory is its own. */
function measureOutage(): readonly Measurement[] {
  const program = join(import.meta.dirname, "store-outage.ts");
  const told = execFileSync(process.execPath, ["--import", "tsx", program], { encoding: "utf8" });
  const { growthMiB, nanoseconds, added, written, dropped, waiting } = JSON.parse(told) as Record<string, number>;
  const name = `store down 10 min at 10 k msg/s, ${dropped} of ${added} ticks dropped`;
  const none = { peer: undefined, peerName: "", ratio: undefined };
  const unaccounted = Number(added) - Number(written) - Number(dropped) - Number(waiting);
  return [
    { ...none, name: `${name}: growth`, unit: "MiB", ours: Number(growthMiB), reach: "at most 64 MiB" },
    { ...none, name: `${name}: not accounted for`, unit: "rows", ours: unaccounted, reach: "none" },
    { ...none, name: "store down, a tick recorded", unit: "ns", ours: Number(nanoseconds) },
  ];
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href)
  for (const { name, unit, ours, peer, peerName, ratio } of await measureStore())
    console.info(
      `${name}: ${Math.round(ours)} ${unit}`,
      peer === undefined ? "" : `| ${peerName} ${Math.round(peer)} ${unit} | ${ratio?.toFixed(2)}`,
    );
