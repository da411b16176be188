/** How fast the desk's news reach 200 browsers, beside a message made for each: `npx tsx bench/fan-out.ts`. */
import { fork } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { type WebSocket, WebSocketServer } from "ws";
import type { Clock } from "../app/clock.ts";
import { Curve } from "../app/desk/curve.ts";
import { Desk } from "../app/desk/desk.ts";
import { Quotes } from "../app/desk/quotes.ts";
import { FanOut } from "../app/http/fan-out.ts";
import { listen } from "../app/http/listen.ts";
import { ONE, unitsText } from "../app/portfolio/units.ts";
import { systemClock } from "../app/system.ts";
import { metricsOf } from "../lib/metrics/catalogue.ts";
import { MetricsRecorder } from "../lib/metrics/recorder.ts";
import * as catalogue from "../metrics/quantflow/index.ts";
import { interleaved } from "./interleaved.ts";
import type { Measurement } from "./measurement.ts";
import { processorTime } from "./processor-time.ts";

const BROWSERS = 200;
/** Prices that change between two flushes, each of another market, and each several times. */
const MARKETS = 10;
const CHANGES = 5;
const FLUSHES = 200;
/** Fewer, where each is many messages. */
const UNCONFLATED_FLUSHES = 10;
const UNREAD = 1;
const REACH = { sends: "150,000 a second", updates: "1 M a second", slow: "as with every browser reading" } as const;

const nothing = () => undefined;
/** The machine's time, and no timers: each flush is made by hand. */
const clock: Clock = { ...systemClock, every: () => nothing };
const markets = Array.from({ length: MARKETS }, (_, index) => `COIN${index}USDT`);

/** So many price changes as come in 100 ms; the last of each market is told. */
function change(told: (market: string, price: number) => void): void {
  for (let turn = 0; turn < CHANGES; turn += 1)
    for (const market of markets) told(market, Math.floor(Math.random() * 1e6) * ONE);
}

function openDesk() {
  const quotes = new Quotes(markets);
  const nought = { value: "0", cash: "0", realizedPnl: "0", unrealizedPnl: "0", fees: "0" };
  const sources = {
    connection: () => ({ state: "live", since: 0, detail: "" }) as const,
    portfolio: () => ({ ...nought, currency: "USDT", positions: [] }),
    alerts: () => [],
    backtests: () => [],
  };
  return { quotes, desk: new Desk({ clock, quotes, curve: new Curve(1), sources }) };
}

/** A WebSocket server with its browsers, who read; of them `unread` never do. */
async function openBrowsers(count: number, unread: number, added: (socket: WebSocket) => void) {
  const server = createServer();
  const sockets = new WebSocketServer({ server });
  sockets.on("connection", added);
  const port = await listen(server, "the benchmark", { port: 0, host: "127.0.0.1" });
  const script = join(import.meta.dirname, "browsers.ts");
  const browsers = fork(script, [port, count, unread].map(String), { execArgv: ["--import", "tsx"] });
  await once(browsers, "message");
  const close = async () => {
    browsers.disconnect();
    await once(browsers, "exit");
    server.close();
  };
  return { sockets: sockets.clients, close };
}

const isBusy = (socket: WebSocket): boolean => socket.bufferedAmount > 0 && socket.bufferedAmount < 2 ** 20;

/** Flushes in a second of one processor, each written to every socket that is read before the next. */
async function rateOf(sockets: ReadonlySet<WebSocket>, flush: () => void, flushes = FLUSHES): Promise<number> {
  const start = processorTime();
  for (let index = 0; index < flushes; index += 1) {
    flush();
    do await setTimeout(1);
    while ([...sockets].some(isBusy));
  }
  return flushes / ((processorTime() - start) / 1e9);
}

async function openOurs(count: number, unread = 0) {
  const { quotes, desk } = openDesk();
  const recorder = new MetricsRecorder(metricsOf(catalogue), {
    labelSets: catalogue.droppedLabelSets,
    values: catalogue.droppedValues,
  });
  const fanOut = new FanOut({ messages: desk, clock, recorder });
  const { sockets, close } = await openBrowsers(count, unread, (socket) => fanOut.add(socket));
  const flush = () => {
    change((market, price) => quotes.update(market, price, clock.now(), clock.now()));
    fanOut.flush();
  };
  return { flush, sockets, close, run: () => rateOf(sockets, flush) };
}

/** The usual way: every change is told to every browser, each time as a text made for it alone. */
async function openPeer() {
  const { sockets, close } = await openBrowsers(BROWSERS, 0, () => undefined);
  const tell = (message: object) => {
    for (const socket of sockets) socket.send(JSON.stringify(message));
  };
  const priceOf = (market: string, price: number) => ({ market, price: unitsText(price), at: clock.now() });
  const each = () => change((market, price) => tell({ now: clock.now(), prices: [priceOf(market, price)] }));
  const whole = () => {
    const last = new Map<string, number>();
    change((market, price) => void last.set(market, price));
    tell({ now: clock.now(), prices: [...last].map(([market, price]) => priceOf(market, price)) });
  };
  return { close, each: () => rateOf(sockets, each, UNCONFLATED_FLUSHES), whole: () => rateOf(sockets, whole) };
}

/** Messages and price changes told in a second of one processor, and the same beside a browser that never reads. */
export async function measureFanOut(): Promise<readonly Measurement[]> {
  const [ours, peer, slow] = [await openOurs(BROWSERS), await openPeer(), await openOurs(BROWSERS, UNREAD)];
  try {
    const flushes = await interleaved({ ours: ours.run, whole: peer.whole, each: peer.each, slow: slow.run }, 7);
    const sends = (rate: number) => rate * BROWSERS;
    const line = (name: string, own: number, theirs: number, peerName: string, reach: string): Measurement => ({
      ...{ name, unit: "1/s", ours: own, peer: theirs, peerName, ratio: own / theirs, reach },
    });
    const [own, whole, slowly] = [sends(flushes.ours), sends(flushes.whole), sends(flushes.slow)];
    return [
      line("fan-out, messages to 200 browsers", own, whole, "a text made for each", REACH.sends),
      line(
        "fan-out, prices told",
        own * MARKETS,
        sends(flushes.each) * MARKETS * CHANGES,
        "each change to each",
        REACH.updates,
      ),
      line("fan-out, messages beside a browser that never reads", slowly, own, "all browsers read", REACH.slow),
    ];
  } finally {
    await Promise.all([ours.close(), peer.close(), slow.close()]);
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href)
  for (const { name, ours, peer, peerName, ratio } of await measureFanOut())
    console.info(`${name}: ${ours.toFixed(0)}/s; ${peerName} ${peer?.toFixed(0)}/s; ${ratio?.toFixed(2)}`);
