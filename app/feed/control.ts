import type { Cancel, Clock } from "../clock.ts";
import { ControlRate } from "./control-rate.ts";
import type { Frame } from "./decode.ts";
import type { ConnectionState, EndReason } from "./states.ts";
import { type ControlRequest, Subscriptions } from "./subscriptions.ts";

export type Answer = Extract<Frame, { readonly type: "acknowledged" | "error" }>;

export interface ControlOptions {
  readonly clock: Clock;
  readonly streams: readonly string[];
  /** An answer that takes longer does not come. */
  readonly answerMs: number;
  readonly request: (text: string) => void;
  readonly pong: (payload: Buffer) => void;
  readonly tell: (state: ConnectionState) => void;
  readonly failed: (reason: EndReason, detail: string) => void;
}

/** All that we say on one connection, a frame at a time: pongs and requests, in turn when both wait. */
export class Control {
  readonly #options: ControlOptions;
  readonly #rate: ControlRate;
  readonly #subscriptions: Subscriptions;
  #pong: Buffer | undefined;
  #pongWasLast = false;
  #isOpen = false;
  #wasSettled = false;
  #cancelAnswer: Cancel = () => undefined;

  constructor(options: ControlOptions) {
    this.#options = options;
    this.#subscriptions = new Subscriptions(options.streams);
    this.#rate = new ControlRate(options.clock, () => this.#send());
  }

  /** The connection is open: from now on frames may be sent. */
  start(): void {
    this.#isOpen = true;
    this.#rate.poke();
  }

  want(streams: readonly string[]): void {
    this.#subscriptions.want(streams);
    if (!this.#isOpen) return;
    this.#wasSettled = false;
    this.#settle();
    this.#rate.poke();
  }

  /** Of several pings the last is answered: RFC 6455, section 5.5.3. */
  pinged(payload: Buffer): void {
    this.#pong = payload;
    this.#rate.poke();
  }

  /** Returns whether we waited for this answer. */
  answered(answer: Answer): boolean {
    const isOurs = answer.type === "error" ? this.#refused(answer) : this.#subscriptions.acknowledge(answer.id);
    if (!isOurs) return false;
    this.#cancelAnswer();
    this.#settle();
    this.#rate.poke();
    return true;
  }

  stop(): void {
    this.#rate.stop();
    this.#cancelAnswer();
  }

  #refused({ id, code, message }: Extract<Answer, { type: "error" }>): boolean {
    const streams = this.#subscriptions.refuse(id);
    if (streams !== undefined && streams.length > 0)
      this.#options.tell({ state: "streams-refused", streams, code, message });
    return streams !== undefined;
  }

  #settle(): void {
    const { acknowledged, isSettled } = this.#subscriptions;
    if (!isSettled || this.#wasSettled) return;
    this.#wasSettled = true;
    if (acknowledged > 0) this.#options.tell({ state: "subscribed", streams: acknowledged });
    else this.#options.failed("refused", "the exchange refused every stream");
  }

  /** Pongs first, unless the last was one: an exchange that pings without end must not keep us from asking. */
  #send(): boolean {
    const wasPong = this.#pongWasLast;
    this.#pongWasLast = false;
    return wasPong ? this.#sendRequest() || this.#sendPong() : this.#sendPong() || this.#sendRequest();
  }

  #sendPong(): boolean {
    if (this.#pong === undefined) return false;
    this.#options.pong(this.#pong);
    this.#pong = undefined;
    this.#pongWasLast = true;
    this.#options.tell({ state: "control-sent", frame: "pong" });
    return true;
  }

  #sendRequest(): boolean {
    const request = this.#subscriptions.next();
    if (request === undefined) return false;
    this.#options.request(JSON.stringify(request));
    this.#await(request);
    this.#options.tell({ state: "control-sent", frame: request.method === "SUBSCRIBE" ? "subscribe" : "unsubscribe" });
    return true;
  }

  #await({ id, method }: ControlRequest): void {
    const { clock, answerMs, failed } = this.#options;
    this.#cancelAnswer = clock.after(answerMs, () =>
      failed("unanswered", `${method} ${id} was not answered within ${answerMs} ms`),
    );
  }
}
