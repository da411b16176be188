import { backoffDelay } from "../../feed/backoff.ts";
import type { Browser, Socket } from "./dom.ts";

export interface LinkListener {
  message(data: string): void;
  connected(): void;
  /** The connection is gone, or was refused; the next attempt follows in `delayMs`. */
  lost(delayMs: number): void;
}

const BACKOFF = { baseMs: 1_000, capMs: 30_000 };
/** The desk says something every five seconds at least. */
const SILENCE_MS = 15_000;

/** Keeps the page connected to `/ws`, for ever. */
export class Link {
  readonly #browser: Browser;
  readonly #listener: LinkListener;
  #socket: Socket | undefined;
  #retry: number | undefined;
  #silence: number | undefined;
  #attempt = 0;

  constructor(browser: Browser, listener: LinkListener) {
    this.#browser = browser;
    this.#listener = listener;
  }

  /** Connects now, unless it is connected or about to be. */
  connect(): void {
    if (this.#socket !== undefined) return;
    const { location, WebSocket } = this.#browser;
    this.#browser.clearTimeout(this.#retry);
    const socket = new WebSocket(`${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/ws`);
    this.#socket = socket;
    socket.onopen = () => this.#listener.connected();
    socket.onmessage = ({ data }) => this.#heard(String(data));
    socket.onclose = () => this.#ended(socket);
    this.#watch();
  }

  #heard(data: string): void {
    this.#attempt = 0;
    this.#watch();
    this.#listener.message(data);
  }

  /** A connection can be dead without anybody having said so: no message for so long ends it here. */
  #watch(): void {
    this.#browser.clearTimeout(this.#silence);
    this.#silence = this.#browser.setTimeout(() => {
      const socket = this.#socket;
      socket?.close();
      // The browser waits for the other side's goodbye, which a dead one does not say.
      if (socket !== undefined) this.#ended(socket);
    }, SILENCE_MS);
  }

  #ended(socket: Socket): void {
    if (socket !== this.#socket) return;
    this.#socket = undefined;
    this.#browser.clearTimeout(this.#silence);
    const delayMs = backoffDelay(this.#attempt, this.#browser.Math.random(), BACKOFF);
    this.#attempt += 1;
    this.#retry = this.#browser.setTimeout(() => this.connect(), delayMs);
    this.#listener.lost(delayMs);
  }
}
