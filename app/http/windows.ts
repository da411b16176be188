import type { Store } from "express-rate-limit";
import type { Clock } from "../clock.ts";

export interface WindowsOptions {
  readonly clock: Clock;
  readonly windowMs: number;
}

interface Window {
  hits: number;
  /** Milliseconds since the epoch. */
  endsAt: number;
}

/** Who asks from more addresses than this pushes out the oldest: memory is bounded, whatever the number of clients. */
const MOST_CLIENTS = 10_000;

/** Counts by client, each in a window that begins with its first hit. */
export class Windows implements Store {
  readonly localKeys = true;
  readonly #options: WindowsOptions;
  readonly #windows = new Map<string, Window>();

  constructor(options: WindowsOptions) {
    this.#options = options;
  }

  hits(client: string): number {
    return this.#current(client)?.hits ?? 0;
  }

  increment(client: string): { readonly totalHits: number; readonly resetTime: Date } {
    const window = this.#current(client) ?? this.#opened(client);
    window.hits += 1;
    return { totalHits: window.hits, resetTime: new Date(window.endsAt) };
  }

  decrement(client: string): void {
    const window = this.#current(client);
    if (window !== undefined && window.hits > 0) window.hits -= 1;
  }

  resetKey(client: string): void {
    this.#windows.delete(client);
  }

  #current(client: string): Window | undefined {
    const window = this.#windows.get(client);
    return window !== undefined && window.endsAt > this.#options.clock.now() ? window : undefined;
  }

  #opened(client: string): Window {
    const window: Window = { hits: 0, endsAt: this.#options.clock.now() + this.#options.windowMs };
    this.#windows.delete(client);
    this.#windows.set(client, window);
    const oldest = this.#windows.keys().next().value;
    if (this.#windows.size > MOST_CLIENTS && oldest !== undefined) this.#windows.delete(oldest);
    return window;
  }
}
