import {
  type Arbitrary,
  array,
  boolean,
  constant,
  constantFrom,
  json,
  nat,
  oneof,
  option,
  record,
  string,
  tuple,
  uint8Array,
} from "fast-check";
import type { Endpoint } from "./doors.ts";
import { bytesOf } from "./talk.ts";

export interface FuzzedRequest {
  readonly method: string;
  readonly endpoint: Endpoint;
  readonly bytes: Uint8Array;
  /** For a failing run to be read. */
  readonly toString: () => string;
}

/** What a path may be made of that is no name: out of a folder, hidden from a filter, cut short, or no text at all. */
export const NASTY_SEGMENTS = [
  "..",
  ".",
  "",
  "%2e%2e",
  "%252e%252e",
  "..%2f..%2f..%2fetc%2fpasswd",
  "..%5c..%5cetc",
  "..\\..\\etc",
  "%00",
  "%0d%0aX-Injected:%20yes",
  "%c0%af",
  "%E0%A4%A",
  "%",
  "__proto__",
  "constructor",
  "\u00e9\u00ff",
  "a".repeat(4_000),
];

const NASTY_VALUES = [
  "",
  "\t",
  "\u00ff\u00fe",
  "\u001b[31m".replace("\u001b", "\u009b"),
  '{"level":"fatal","msg":"not ours"}',
  "a".repeat(2_000),
  "0",
  "-1",
  "1e999",
  "NaN",
  "*/*;q=0, application/openmetrics-text;version=99",
  "a=b; quantflow-session=1.00; quantflow-session=99999999999.deadbeef",
  "Basic",
  "Basic ====",
  "Bearer ",
  "Basic YWRtaW46",
];

const HEADERS = [
  "accept",
  "accept-encoding",
  "authorization",
  "content-type",
  "cookie",
  "expect",
  "forwarded",
  "if-modified-since",
  "if-none-match",
  "origin",
  "range",
  "referer",
  "sec-fetch-site",
  "sec-websocket-extensions",
  "sec-websocket-key",
  "sec-websocket-protocol",
  "sec-websocket-version",
  "te",
  "upgrade",
  "x-forwarded-for",
  "x-forwarded-host",
  "x-forwarded-proto",
  "x-http-method-override",
  "x-request-id",
];

const METHODS = [
  "GET",
  "HEAD",
  "POST",
  "PUT",
  "PATCH",
  "DELETE",
  "OPTIONS",
  "TRACE",
  "PROPFIND",
  "QUERY",
  "BREW",
  "get",
];

const IS_CONTROL = /[^\t\x20-\x7e\x80-\xff]/g;
/** Text that a header may hold: what else is in it, node refuses before we see it. */
const headerText = string({ unit: "binary", maxLength: 40 }).map((text) => text.replaceAll(IS_CONTROL, "?"));
const headerValue = oneof(constantFrom(...NASTY_VALUES), headerText);
const header = tuple(constantFrom(...HEADERS), headerValue);

/** Nested so deep that a reader which calls itself runs out of stack. */
const deep = nat(50_000).map((depth) => "[".repeat(depth) + "]".repeat(depth));
const anyBody = oneof(json(), deep, string({ unit: "binary" }), uint8Array({ maxLength: 300 }));

const encoding = oneof(
  { weight: 6, arbitrary: constant("") },
  constantFrom("gzip", "deflate", "br", "identity", "made-up"),
);
const type = oneof(
  { weight: 4, arbitrary: constant("") },
  constantFrom(
    "application/json",
    "application/json; charset=utf-7",
    "text/csv",
    "multipart/form-data; boundary=",
    "a",
    ";",
  ),
);

/** A text with one of its bytes dropped, doubled or made another. */
const damaged = (text: string): Arbitrary<Uint8Array> =>
  tuple(nat(Math.max(0, text.length - 1)), constantFrom("drop", "double", "change"), nat(255)).map(
    ([at, how, byte]) => {
      const bytes = Buffer.from(text);
      const middle = { drop: [], double: [bytes[at] ?? 0, bytes[at] ?? 0], change: [byte] }[how];
      return Buffer.concat([bytes.subarray(0, at), Buffer.from(middle), bytes.subarray(at + 1)]);
    },
  );

const bodyFor = ({ body }: Endpoint): Arbitrary<string | Uint8Array> =>
  body === undefined
    ? oneof({ weight: 2, arbitrary: constant("") }, anyBody)
    : oneof(body, body.chain(damaged), anyBody);

const segment = oneof({ weight: 3, arbitrary: constant("overview") }, constantFrom(...NASTY_SEGMENTS));
const pathFor = ({ address }: Endpoint): Arbitrary<string> =>
  oneof(
    { weight: 4, arbitrary: segment.map((id) => address.replace(":id", id)) },
    tuple(constant(address), segment).map((parts) => parts.join("/")),
    tuple(segment, constant(address)).map(([first, rest]) => `/${first}${rest}`),
    constantFrom("*", `http://elsewhere${address}`, `//elsewhere${address}`, `${address};a=b`, `${address}%20`),
  );

const anyQuery = array(tuple(constantFrom("symbol", "limit", "query", "request", "a[b]", "__proto__"), headerText), {
  maxLength: 4,
});
const encoded = (pairs: readonly (readonly [string, string])[]): string =>
  pairs.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join("&");
const queryFor = ({ query }: Endpoint): Arbitrary<string> =>
  oneof(query ?? constant(""), anyQuery.map(encoded), constantFrom("%", "&&&=", "a".repeat(3_000)));

/** In pieces whose sizes are written before them (RFC 9112, 7.1), or in one whose size stands in the headers. */
function framed(body: Uint8Array, chunked: boolean): readonly [header: string, body: Uint8Array] {
  if (!chunked) return [`Content-Length: ${body.length}`, body];
  const chunk = body.length === 0 ? "" : `${body.length.toString(16)}\r\n`;
  return [
    "Transfer-Encoding: chunked",
    Buffer.concat([bytesOf(chunk), body, bytesOf(chunk === "" ? "" : "\r\n"), bytesOf("0\r\n\r\n")]),
  ];
}

/**
 * A request to an endpoint: as it should be, but for some of method, path, query, headers and body. It is whole, and asks
 * for the connection to be closed after its answer; `client` tells it from others to whoever counts them.
 */
export const requestTo = (endpoint: Endpoint): Arbitrary<FuzzedRequest> =>
  record({
    method: oneof({ weight: 3, arbitrary: constantFrom(...endpoint.methods) }, constantFrom(...METHODS)),
    path: oneof({ weight: 2, arbitrary: constant(endpoint.address) }, pathFor(endpoint)),
    query: option(queryFor(endpoint), { nil: "" }),
    known: boolean(),
    headers: array(header, { maxLength: 5 }),
    type,
    encoding,
    body: bodyFor(endpoint),
    chunked: boolean(),
    client: nat(0xff_ffff),
  }).map((given) => {
    const [framing, body] = framed(Buffer.from(given.body as string), given.chunked);
    const lines = [
      `${given.method} ${given.path}${given.query === "" ? "" : `?${given.query}`} HTTP/1.1`,
      "Host: localhost",
      ...Object.entries(given.known ? (endpoint.headers ?? {}) : {}).map((one) => one.join(": ")),
      ...given.headers.map((one) => one.join(": ")),
      ...(given.type === "" ? [] : [`Content-Type: ${given.type}`]),
      ...(given.encoding === "" ? [] : [`Content-Encoding: ${given.encoding}`]),
      `X-Forwarded-For: 2001:db8:${given.client.toString(16).replace(/(.{4})/, "$1:")}::1`,
      framing,
      "Connection: close",
    ];
    const bytes = Buffer.concat([bytesOf(`${lines.join("\r\n")}\r\n\r\n`), body]);
    return {
      method: given.method,
      endpoint,
      bytes,
      toString: () => JSON.stringify(bytes.toString("latin1").slice(0, 2_000)),
    };
  });
