import type { WebSocket } from "ws";
import type { MetricsRecorder } from "../../lib/metrics/recorder.ts";
import { websiteClients, websiteFrames, websiteTerminated } from "../../metrics/quantflow/website.ts";
import type { Cancel, Clock } from "../clock.ts";

/** What is told: everything to who is new or missed something, else what changed since the last flush. */
export interface Messages {
  snapshot(): string;
  changes(): string | undefined;
}

export interface FanOutOptions {
  readonly messages: Messages;
  readonly clock: Clock;
  readonly recorder: MetricsRecorder;
}

type Reason = "bytes" | "behind" | "silent" | "talking";

interface Client {
  readonly socket: WebSocket;
  /** Seconds of the clock when it was first passed over; undefined while it keeps up. */
  behindSince: number | undefined;
  answered: boolean;
  heard: number;
}

const FLUSH_MS = 100;
const SKIP_OVER_BYTES = 2 ** 20;
const CUT_OVER_BYTES = 8 * 2 ** 20;
const CUT_AFTER_SECONDS = 10;
const PING_MS = 15_000;
/** The page sends nothing; what others send is read and dropped, up to so much between two pings. */
const MOST_HEARD = 32;
const GOING_AWAY = 1001;
const LEAVE_WITHIN_MS = 1_000;

/**
 * Tells every browser the same: serialized once, sent to those that keep up. One that does not is passed over and told
 * everything anew once it has read what it was sent; it never delays another.
 */
export class FanOut {
  readonly #options: FanOutOptions;
  readonly #clients = new Set<Client>();
  readonly #cancels: readonly Cancel[];
  readonly #sent;
  readonly #skipped;

  constructor(options: FanOutOptions) {
    const { clock, recorder } = options;
    this.#options = options;
    this.#sent = recorder.counter(websiteFrames, { outcome: "sent" });
    this.#skipped = recorder.counter(websiteFrames, { outcome: "skipped" });
    recorder.set(websiteClients, {}, 0);
    this.#cancels = [clock.every(FLUSH_MS, () => this.flush()), clock.every(PING_MS, () => this.#ping())];
  }

  get size(): number {
    return this.#clients.size;
  }

  add(socket: WebSocket): void {
    const client: Client = { socket, behindSince: undefined, answered: true, heard: 0 };
    socket.on("pong", () => {
      client.answered = true;
    });
    socket.on("message", () => this.#heard(client));
    socket.on("ping", () => this.#heard(client));
    socket.on("close", () => this.#gone(client));
    // A broken connection ends in "close", which is where it is dealt with; without a listener it would be thrown.
    socket.on("error", () => undefined);
    this.#clients.add(client);
    this.#count();
    this.#send(client, Buffer.from(this.#options.messages.snapshot()));
  }

  /** Each 100 ms: one message for all. Costs nothing while nobody follows. */
  flush(): void {
    if (this.#clients.size === 0) return;
    const { messages, clock } = this.#options;
    const text = messages.changes();
    const change = text === undefined ? undefined : Buffer.from(text);
    let whole: Buffer | undefined;
    const now = clock.elapsed();
    for (const client of this.#clients) {
      if (this.#isBehind(client, now)) continue;
      if (client.behindSince === undefined) {
        if (change !== undefined) this.#send(client, change);
        continue;
      }
      client.behindSince = undefined;
      whole ??= Buffer.from(messages.snapshot());
      this.#send(client, whole);
    }
  }

  /** Says goodbye with 1001 and cuts off who has not left within a second; resolves when all are gone. */
  async close(): Promise<void> {
    for (const cancel of this.#cancels) cancel();
    const sockets = [...this.#clients].map(({ socket }) => socket);
    const gone = sockets.map((socket) => new Promise<void>((resolve) => socket.once("close", () => resolve())));
    for (const socket of sockets) socket.close(GOING_AWAY, "the application is stopping");
    const cut = this.#options.clock.after(LEAVE_WITHIN_MS, () => {
      for (const socket of sockets) socket.terminate();
    });
    await Promise.all(gone);
    cut();
  }

  #isBehind(client: Client, now: number): boolean {
    const { bufferedAmount } = client.socket;
    if (bufferedAmount <= SKIP_OVER_BYTES) return false;
    client.behindSince ??= now;
    this.#skipped.increment(1);
    if (bufferedAmount > CUT_OVER_BYTES) this.#cut(client, "bytes");
    else if (now - client.behindSince > CUT_AFTER_SECONDS) this.#cut(client, "behind");
    return true;
  }

  #send(client: Client, message: Buffer): void {
    client.socket.send(message, { binary: false });
    this.#sent.increment(1);
  }

  #ping(): void {
    for (const client of this.#clients) {
      if (!client.answered) {
        this.#cut(client, "silent");
        continue;
      }
      client.answered = false;
      client.heard = 0;
      client.socket.ping();
    }
  }

  #heard(client: Client): void {
    client.heard += 1;
    if (client.heard === MOST_HEARD + 1) this.#cut(client, "talking");
  }

  #cut(client: Client, reason: Reason): void {
    this.#options.recorder.increment(websiteTerminated, { reason });
    client.socket.terminate();
    this.#gone(client);
  }

  #gone(client: Client): void {
    if (this.#clients.delete(client)) this.#count();
  }

  #count(): void {
    this.#options.recorder.set(websiteClients, {}, this.#clients.size);
  }
}
