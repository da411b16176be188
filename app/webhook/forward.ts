import { retryAfterMs } from "../http/retry-after.ts";
import type { Channel } from "./channel.ts";
import { type Blame, DeliveryError } from "./errors.ts";
import { type AlertRecord, alertKey } from "./schema.ts";

export interface ForwardOptions {
  readonly url: string;
  /** Bearer token as it stands at the time of a request; undefined: none is sent. */
  readonly token: () => string | undefined;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** Refusals that a change of configuration or time mends, whatever the alert: not found, not allowed, too early, too many. */
const RECEIVERS_FAULT: readonly number[] = [401, 403, 404, 405, 407, 408, 421, 425, 429];

/** A 500 may be due to the alert; what stands before a receiver answers 502 to 504 when there is none. */
const blameOf = (status: number): Blame =>
  status < 400 || status > 500 || RECEIVERS_FAULT.includes(status) ? "receiver" : "alert";

/** RFC 8941 strings are quoted. Source: draft-ietf-httpapi-idempotency-key-header, section 2.1. */
const headersOf = (record: AlertRecord, token: string | undefined): Record<string, string> => ({
  "content-type": "application/json",
  "idempotency-key": `"${alertKey(record)}"`,
  ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
});

/** Sends each alert as JSON to a URL. A receiver that remembers Idempotency-Key processes it once. */
export const forwardChannel = ({ url, token, now }: ForwardOptions): Channel => ({
  name: "forward",
  async deliver(record, signal) {
    const request = { method: "POST", headers: headersOf(record, token()), body: JSON.stringify(record), signal };
    // A redirection would be followed by a GET, which delivers nothing.
    const response = await fetch(url, { ...request, redirect: "manual" }).catch((error: unknown) => {
      throw new DeliveryError("the receiver was not reached", "receiver", { cause: error });
    });
    await response.body?.cancel();
    if (response.ok) return;
    const wait = retryAfterMs(response.headers.get("retry-after"), now());
    throw new DeliveryError(`the receiver answered ${response.status}`, blameOf(response.status), {
      ...(wait === undefined ? {} : { retryAfterMs: wait }),
    });
  },
});
