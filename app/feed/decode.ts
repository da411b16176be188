import type { MarketEvent } from "../engine/events.ts";
import { type Fields, isFields } from "./fields.ts";
import { readerOf } from "./market-data.ts";
import { scanEvent } from "./scan-events.ts";

/** What a frame of the exchange says. */
export type Frame =
  | { readonly type: "event"; readonly event: MarketEvent }
  | { readonly type: "acknowledged"; readonly id: unknown }
  | { readonly type: "error"; readonly code: number; readonly message: string; readonly id: unknown }
  | { readonly type: "shutdown" }
  | { readonly type: "unknown" }
  | { readonly type: "malformed" };

const MALFORMED: Frame = { type: "malformed" };
const UNKNOWN: Frame = { type: "unknown" };
const SHUTDOWN: Frame = { type: "shutdown" };
/** An error's message ends up in a log line. */
const LONGEST_MESSAGE = 500;

/**
 * A frame of Binance's combined streams, received at `receivedAt` (milliseconds since the epoch). Never throws. Trades
 * and book tickers are read byte by byte; everything else, and whatever looks a little different, by JSON.parse.
 * Source: https://developers.binance.com/docs/binance-spot-api-docs/web-socket-streams
 */
export function decode(data: Buffer, receivedAt: number): Frame {
  const event = scanEvent(data, receivedAt);
  return event === undefined ? decodeJson(data, receivedAt) : { type: "event", event };
}

/** The same by JSON.parse alone: slower, and what `decode` is held to. */
export function decodeJson(data: Buffer, receivedAt: number): Frame {
  const frame = parse(data);
  if (!isFields(frame)) return MALFORMED;
  const { stream, data: fields } = frame;
  if (typeof stream !== "string") return control(frame);
  return isFields(fields) ? marketData(stream, fields, receivedAt) : MALFORMED;
}

function parse(data: Buffer): unknown {
  try {
    return JSON.parse(data.toString());
  } catch {
    // Not lost: every malformed frame is counted by the caller.
    return undefined;
  }
}

function control(fields: Fields): Frame {
  const { code, msg, id } = fields;
  if (typeof code === "number") return { type: "error", code, message: messageOf(msg), id };
  return "result" in fields && "id" in fields ? { type: "acknowledged", id } : UNKNOWN;
}

const messageOf = (message: unknown): string =>
  typeof message === "string" ? message.slice(0, LONGEST_MESSAGE) : "without a message";

function marketData(stream: string, fields: Fields, receivedAt: number): Frame {
  if (fields["e"] === "serverShutdown") return SHUTDOWN;
  const read = readerOf(stream);
  if (read === undefined) return UNKNOWN;
  const { s: market } = fields;
  if (typeof market !== "string") return MALFORMED;
  const event = read(fields, market, receivedAt);
  return event === undefined ? MALFORMED : { type: "event", event };
}
