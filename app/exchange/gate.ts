import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import type { Clock } from "../clock.ts";
import { AttemptLimit, type AttemptLimits, type Turned } from "./attempt-limit.ts";
import type { Faults } from "./faults.ts";

export interface GateOptions {
  readonly clock: Clock;
  readonly limits: AttemptLimits;
  /** The faults in force. */
  readonly faults: () => Faults;
  /** An address made more attempts than it may. */
  readonly violated: () => void;
  readonly enter: (request: IncomingMessage, socket: Duplex, head: Buffer, streams: readonly string[]) => void;
}

function refuse(socket: Duplex, status: string, retryAfterSeconds?: number): void {
  // A client that is gone before it hears so would otherwise end the process.
  socket.on("error", () => socket.destroy());
  const retryAfter = retryAfterSeconds === undefined ? "" : `Retry-After: ${retryAfterSeconds}\r\n`;
  socket.end(`HTTP/1.1 ${status}\r\n${retryAfter}Connection: close\r\nContent-Length: 0\r\n\r\n`);
}

const turn = (socket: Duplex, { status, retryAfterSeconds }: Turned): void =>
  refuse(socket, status === 429 ? "429 Too Many Requests" : "418 I'm a teapot", retryAfterSeconds);

/** The address that a request line names; undefined when it is none, as `//` is. */
function address(target = "/"): URL | undefined {
  return URL.canParse(target, "ws://exchange") ? new URL(target, "ws://exchange") : undefined;
}

const streamsOf = (query: URLSearchParams): readonly string[] =>
  (query.get("streams") ?? "").split("/").filter((stream) => stream !== "");

/** Where connections come in: `/stream` or `/stream?streams=a/b`. Answers 400, 404, 418, 429 or 503 to the others. */
export class Gate {
  readonly #options: GateOptions;
  readonly #attempts: AttemptLimit;
  #waiting: (() => void)[] = [];

  constructor(options: GateOptions) {
    this.#options = options;
    this.#attempts = new AttemptLimit(options.limits);
  }

  arrive(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    if (this.#options.faults().freeze) this.#wait(request, socket, head);
    else this.#judge(request, socket, head);
  }

  /** After a freeze: those who came meanwhile and have not left are answered. */
  open(): void {
    for (const judge of this.#waiting.splice(0)) judge();
  }

  #wait(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    socket.on("error", () => socket.destroy());
    this.#waiting.push(() => {
      if (socket.writable) this.#judge(request, socket, head);
    });
  }

  #judge(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const turned = this.#turned(request.socket.remoteAddress ?? "");
    const url = address(request.url);
    if (turned !== undefined) turn(socket, turned);
    else if (this.#options.faults().refuse) refuse(socket, "503 Service Unavailable");
    else if (url === undefined) refuse(socket, "400 Bad Request");
    else if (url.pathname !== "/stream") refuse(socket, "404 Not Found");
    else this.#options.enter(request, socket, head, streamsOf(url.searchParams));
  }

  #turned(remoteAddress: string): Turned | undefined {
    const { clock, faults, violated } = this.#options;
    const { ban } = faults();
    if (ban > 0) return { status: 418, retryAfterSeconds: ban };
    const turned = this.#attempts.turned(remoteAddress, clock.elapsed());
    if (turned !== undefined) violated();
    return turned;
  }
}
