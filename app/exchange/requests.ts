/**
 * The client's side of the WebSocket protocol: what a text asks for, or the error that answers it.
 * Source: binance-spot-api-docs, web-socket-streams.md, "Live Subscribing/Unsubscribing to streams" and "Errors".
 */
export type Id = string | number | null;

export type Request =
  | { readonly method: "SUBSCRIBE" | "UNSUBSCRIBE"; readonly streams: readonly string[]; readonly id: Id }
  | { readonly method: "LIST_SUBSCRIPTIONS"; readonly id: Id };

export interface Refusal {
  readonly code: number;
  readonly msg: string;
  readonly id?: Id;
}

const KNOWN = ["SUBSCRIBE", "UNSUBSCRIBE", "LIST_SUBSCRIPTIONS"];
const LONGEST_ID = 36;

const isId = (value: unknown): value is Id =>
  value === null ||
  Number.isSafeInteger(value) ||
  (typeof value === "string" && value.length <= LONGEST_ID && /^\w*$/.test(value));

function parse(text: string): Readonly<Record<string, unknown>> | Refusal {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  } catch (error) {
    return { code: 3, msg: `Invalid JSON: ${error instanceof Error ? error.message : String(error)}` };
  }
  return { code: 3, msg: "Invalid JSON: expected an object" };
}

const isRefusal = (value: object): value is Refusal => "code" in value && "msg" in value;

function streamsOf(params: unknown): readonly string[] | string {
  if (!Array.isArray(params)) return "Invalid request: params must be an array of strings";
  return params.every((stream): stream is string => typeof stream === "string")
    ? params
    : "Invalid request: every param must be a string";
}

/** Never throws: what cannot be understood is a refusal with Binance's code. */
export function parseRequest(text: string): Request | Refusal {
  const fields = parse(text);
  if (isRefusal(fields)) return fields;
  const { method, params, id } = fields;
  if (!isId(id)) return { code: 2, msg: "Invalid request: request ID must be an unsigned integer, string or null" };
  if (typeof method !== "string") return { code: 2, msg: "Invalid request: missing field `method`", id };
  if (!KNOWN.includes(method)) return { code: 2, msg: `Invalid request: unknown variant \`${method}\``, id };
  if (method === "LIST_SUBSCRIPTIONS") return { method, id };
  const streams = streamsOf(params);
  if (typeof streams === "string") return { code: 2, msg: streams, id };
  return { method: method as "SUBSCRIBE" | "UNSUBSCRIBE", streams, id };
}
