import type { Cancel, Clock } from "../clock.ts";

/**
 * Between two frames that we send on a connection, pongs included: 4 a second, evenly, so that a network which bunches
 * them up does not make more than Binance's 5 of them.
 * Source: binance-spot-api-docs, web-socket-streams.md, "Websocket Limits".
 */
export const CONTROL_INTERVAL_MS = 250;

/** Sends one frame an interval: asks `send` whenever one may be sent; it answers whether it had something to send. */
export class ControlRate {
  readonly #clock: Clock;
  readonly #send: () => boolean;
  #resting = false;
  #cancel: Cancel = () => undefined;

  constructor(clock: Clock, send: () => boolean) {
    this.#clock = clock;
    this.#send = send;
  }

  /** There may be something to send. */
  poke(): void {
    if (this.#resting || !this.#send()) return;
    this.#resting = true;
    this.#cancel = this.#clock.after(CONTROL_INTERVAL_MS, () => {
      this.#resting = false;
      this.poke();
    });
  }

  stop(): void {
    this.#cancel();
  }
}
