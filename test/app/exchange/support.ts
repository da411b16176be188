import { onTestFinished } from "vitest";
import { WebSocket } from "ws";
import type { SessionLimits } from "../../../app/exchange/session.ts";
import { openExchange } from "../support/exchange.ts";
import { FakeClock } from "../support/fake-clock.ts";
import { Sequence } from "../support/sequence.ts";

export interface Message {
  readonly stream?: string;
  readonly id?: unknown;
  readonly result?: unknown;
  readonly code?: number;
  readonly data?: Readonly<Record<string, unknown>>;
}

const parse = (text: string): Message => {
  try {
    return JSON.parse(text) as Message;
  } catch {
    return { result: text };
  }
};

/** A client that keeps no rule of its own; a text that is no JSON arrives as the `result` of a message. */
export async function client(url: string, autoPong = true) {
  const socket = new WebSocket(url, { autoPong });
  const messages = new Sequence<Message>();
  const pings = new Sequence<string>();
  const closed = new Sequence<number>();
  socket.on("message", (data) => messages.push(parse(String(data))));
  socket.on("ping", (data) => pings.push(String(data)));
  socket.on("close", closed.push);
  onTestFinished(() => socket.terminate());
  await new Promise((resolve, reject) => socket.once("open", resolve).once("error", reject));
  const send = (request: object) => socket.send(JSON.stringify(request));
  const ask = (request: object) => {
    send(request);
    return messages.next(({ stream }) => stream === undefined);
  };
  return { socket, messages, pings, closed, send, ask };
}

export async function open(limits: Partial<SessionLimits> = {}) {
  const clock = new FakeClock();
  return { clock, ...(await openExchange(clock, {}, limits)) };
}
