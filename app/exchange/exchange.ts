import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { type WebSocket, WebSocketServer } from "ws";
import type { Cancel, Clock, Random } from "../clock.ts";
import { ATTEMPT_LIMIT } from "./attempt-limit.ts";
import { badFrame } from "./bad-frames.ts";
import { DelayLine } from "./delay-line.ts";
import { type ControlAction, type Faults, NO_FAULTS, nextFaults } from "./faults.ts";
import type { MarketFrame, StreamKind } from "./frames.ts";
import { Gate } from "./gate.ts";
import { Market } from "./market.ts";
import { seededRandom } from "./random.ts";
import { Session, type SessionLimits, type Violation } from "./session.ts";
import { TradeFaults } from "./trade-faults.ts";

export interface ExchangeOptions {
  readonly markets: readonly string[];
  /** Trades a second in each market. */
  readonly tradesPerSecond: number;
  readonly seed: number;
  readonly clock: Clock;
  readonly limits: SessionLimits;
}

export interface ExchangeListener {
  connections(open: number): void;
  sent(kind: StreamKind): void;
  violated(rule: Violation): void;
  faults(faults: Faults): void;
  /** Each trade and each closed candle, in the order they happened, whatever is told of them. */
  recorded(frame: MarketFrame): void;
}

/** Starting prices in ticks of 0.01; a market without one starts at 100.00. */
const START_TICKS: Readonly<Record<string, number>> = { BTCUSDT: 6_400_000, ETHUSDT: 320_000, SOLUSDT: 15_000 };
const DEFAULT_START_TICKS = 10_000;
const MAX_REQUEST_BYTES = 64 * 1024;
const GOING_AWAY = 1001;

/** A simulated exchange: markets that walk by a seed, sessions that follow them, and faults on demand. */
export class Exchange {
  readonly #options: ExchangeOptions;
  readonly #listener: ExchangeListener;
  readonly #server = new WebSocketServer({ noServer: true, maxPayload: MAX_REQUEST_BYTES });
  readonly #sessions = new Map<WebSocket, Session>();
  readonly #gate: Gate;
  readonly #markets: readonly Market[];
  readonly #delayed: DelayLine<{ readonly frame: MarketFrame; readonly text: string }>;
  readonly #damage: Random;
  readonly #tradeFaults = new TradeFaults();
  readonly #cancelSeconds: Cancel;
  #cancelTrades: Cancel;
  #faults: Faults = NO_FAULTS;
  #tradesPerSecond: number;

  constructor(options: ExchangeOptions, listener: ExchangeListener) {
    const { clock, seed } = options;
    this.#options = options;
    this.#listener = listener;
    this.#damage = seededRandom(seed - 1);
    this.#delayed = new DelayLine(clock, ({ frame, text }) => this.#send(frame, text));
    this.#gate = new Gate({
      clock,
      limits: ATTEMPT_LIMIT,
      faults: () => this.#faults,
      violated: () => listener.violated("attempts"),
      enter: (request, socket, head, streams) =>
        this.#server.handleUpgrade(request, socket, head, (client) => this.#accept(client, streams)),
    });
    this.#markets = options.markets.map((market, index) => this.#market(market, index));
    this.#tradesPerSecond = options.tradesPerSecond;
    this.#cancelTrades = this.#trade();
    this.#cancelSeconds = clock.every(1_000, () => this.#publish((market, now) => market.everySecond(now)));
  }

  /** Milliseconds since the epoch by the exchange's clock. */
  now(): number {
    return this.#options.clock.now() + this.#faults.skew;
  }

  state() {
    return { faults: this.#faults, connections: this.#sessions.size, tradesPerSecond: this.#tradesPerSecond };
  }

  /** Takes a connection, or answers why not. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    this.#gate.arrive(request, socket, head);
  }

  perform(action: ControlAction): void {
    this.#faults = nextFaults(this.#faults, action);
    this.#listener.faults(this.#faults);
    if (action.action === "resume") this.#resume();
    if (action.action === "freeze") this.#clients((client) => client.pause());
    if (action.action === "rate") this.#setRate(action.tradesPerSecond);
    if (action.action === "drop") this.#clients((client) => client.close(GOING_AWAY));
    if (action.action === "reset") this.#clients((client) => client.terminate());
    if (action.action === "shutdown") this.#announceShutdown();
    if (action.action === "skip") this.#tradeFaults.skip(action.trades);
    if (action.action === "repeat") this.#tradeFaults.repeat(action.trades);
    if (action.action === "reorder") this.#tradeFaults.reorder(action.trades);
    if (action.action === "send") this.#tell(badFrame(action.frame, this.now()));
  }

  close(): void {
    this.#cancelTrades();
    this.#cancelSeconds();
    this.#delayed.stop();
    this.#clients((client) => client.terminate());
    this.#server.close();
  }

  #market(market: string, index: number): Market {
    const { clock, seed } = this.#options;
    return new Market({
      market,
      startTicks: START_TICKS[market] ?? DEFAULT_START_TICKS,
      random: seededRandom(seed + index),
      now: clock.now(),
      recorded: (frame) => this.#listener.recorded(frame),
    });
  }

  #accept(socket: WebSocket, streams: readonly string[]): void {
    const { clock, limits } = this.#options;
    const violated = (rule: Violation) => this.#listener.violated(rule);
    const session = new Session({ socket, streams, clock, limits, violated, faults: () => this.#faults });
    this.#sessions.set(socket, session);
    this.#listener.connections(this.#sessions.size);
    // A broken client is dropped by `ws` itself; its close event follows.
    socket.on("error", () => socket.terminate());
    socket.on("close", () => {
      this.#sessions.delete(socket);
      this.#listener.connections(this.#sessions.size);
    });
    if (this.#faults.slam) socket.close(GOING_AWAY);
  }

  #clients(each: (client: WebSocket) => void): void {
    for (const client of this.#sessions.keys()) each(client);
  }

  #resume(): void {
    this.#clients((client) => client.resume());
    this.#gate.open();
    this.#delayed.flush();
  }

  #trade(): Cancel {
    return this.#options.clock.every(1_000 / this.#tradesPerSecond, () =>
      this.#publish((market, now) => market.trade(now)),
    );
  }

  #setRate(tradesPerSecond: number): void {
    this.#cancelTrades();
    this.#tradesPerSecond = tradesPerSecond;
    this.#cancelTrades = this.#trade();
  }

  #announceShutdown(): void {
    this.#tell(JSON.stringify({ stream: "!serverShutdown", data: { e: "serverShutdown", E: this.now() } }));
  }

  #tell(text: string): void {
    for (const session of this.#sessions.values()) session.send(text);
  }

  /** Markets move on even while nobody is told, as real ones do. */
  #publish(frames: (market: Market, now: number) => readonly MarketFrame[]): void {
    const now = this.now();
    for (const market of this.#markets) for (const frame of frames(market, now)) this.#deliver(frame);
  }

  #deliver(made: MarketFrame): void {
    if (this.#faults.stall) return;
    for (const frame of this.#tradeFaults.told(made)) this.#hand(frame);
  }

  #hand(frame: MarketFrame): void {
    const text = JSON.stringify({ stream: frame.stream, data: frame.data });
    const damaged = this.#faults.malformed > 0 && this.#damage() < this.#faults.malformed;
    const wire = damaged ? text.slice(0, text.length / 2) : text;
    this.#delayed.add({ frame, text: wire }, this.#faults.delay);
  }

  #send(frame: MarketFrame, text: string): void {
    // What was held back when a stall began is not sent either.
    if (this.#faults.stall) return;
    for (const session of this.#sessions.values()) {
      if (!session.wants(frame.stream)) continue;
      session.send(text);
      this.#listener.sent(frame.kind);
    }
  }
}
