import type { MarketEvent } from "../engine/events.ts";
import { type Fields, isFields } from "./fields.ts";
import { readerOf } from "./market-data.ts";

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

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not lost: every malformed frame is counted by the caller.
    return undefined;
  }
}

function control(fields: Fields): Frame {
  if (typeof fields["code"] === "number")
    return { type: "error", code: fields["code"], message: String(fields["msg"]), id: fields["id"] };
  return "result" in fields && "id" in fields ? { type: "acknowledged", id: fields["id"] } : UNKNOWN;
}

function data(stream: string, fields: Fields, receivedAt: number): Frame {
  if (fields["e"] === "serverShutdown") return SHUTDOWN;
  const read = readerOf(stream);
  if (read === undefined) return UNKNOWN;
  if (typeof fields["s"] !== "string") return MALFORMED;
  const event = read(fields, receivedAt);
  return event === undefined ? MALFORMED : { type: "event", event };
}

/**
 * A frame of Binance's combined streams, received at `receivedAt` (milliseconds since the epoch). Never throws.
 * Source: https://developers.binance.com/docs/binance-spot-api-docs/web-socket-streams
 */
export function decode(text: string, receivedAt: number): Frame {
  const frame = parse(text);
  if (!isFields(frame)) return MALFORMED;
  const { stream, data: fields } = frame;
  if (typeof stream !== "string") return control(frame);
  return isFields(fields) ? data(stream, fields, receivedAt) : MALFORMED;
}
