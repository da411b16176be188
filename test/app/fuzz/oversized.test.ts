import { brotliCompressSync, constants, deflateSync, gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { DOORS, type Door, type Endpoint, openDoor, openPlatform } from "./doors.ts";
import { bytesOf, statusesIn, talk } from "./talk.ts";

const MIB = 2 ** 20;
const PUBLIC_PORT = "the application's public port";

const request = (line: string, headers: readonly string[] = [], body: Uint8Array = new Uint8Array()): Uint8Array =>
  Buffer.concat([
    bytesOf(
      `${[`${line} HTTP/1.1`, "Host: localhost", ...headers, `Content-Length: ${body.length}`, "Connection: close"].join("\r\n")}\r\n\r\n`,
    ),
    body,
  ]);

const endpointOf = (door: Door, address: string, method: string, type?: string): Endpoint => {
  const found = door.endpoints.find(
    (one) =>
      one.address === address && one.methods.includes(method) && (!type || one.headers?.["content-type"] === type),
  );
  if (found === undefined) throw new Error(`no ${method} ${address} in the table`);
  return found;
};

const brotliQuickly = (bytes: Uint8Array) =>
  brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } });

const headersOf = ({ headers = {} }: Endpoint): readonly string[] =>
  Object.entries(headers).map((one) => one.join(": "));

const post = (endpoint: Endpoint, body: Uint8Array, more: readonly string[] = []): Uint8Array =>
  request(`POST ${endpoint.address}`, [...headersOf(endpoint), ...more], body);

const statusesOf = async ({ port }: Door, bytes: Uint8Array) => statusesIn(await talk(port, bytes));

/** What every port refuses, with its status. */
const TOO_LARGE: Readonly<Record<string, readonly [bytes: Uint8Array, status: number]>> = {
  "an address of 64 KiB": [request(`GET /${"a".repeat(65_536)}`), 431],
  "a query of 1 MiB": [request(`GET /?${"a".repeat(MIB)}`), 431],
  "a header of 1 MiB": [request("GET /nowhere", [`X: ${"a".repeat(MIB)}`]), 431],
  "100,000 headers": [request("GET /nowhere", new Array<string>(100_000).fill("a: b")), 431],
  "the name of a header of 64 KiB": [request("GET /nowhere", [`${"a".repeat(65_536)}: b`]), 431],
  "a method of 64 KiB": [request(`${"A".repeat(65_536)} /`), 400],
  "16 MiB with a GET": [request("GET /nowhere", [], new Uint8Array(16 * MIB)), 404],
};

it.each(DOORS)("%s refuses what is too large, and serves on", async (name) => {
  const door = await openDoor(name);
  for (const [what, [bytes, status]] of Object.entries(TOO_LARGE)) {
    expect(await statusesOf(door, bytes), what).toEqual([status]);
    expect(await statusesOf(door, request("GET /nowhere")), `after ${what}`).toEqual([404]);
  }
  expect(door.failures()).toEqual([]);
});

describe("a body that is too large is told so", () => {
  it.each([
    ["a notification", PUBLIC_PORT, "/alerts/webhook", undefined, 4 * MIB],
    ["a request for a backtest", PUBLIC_PORT, "/backtests", "application/json", 64 * 1024],
    ["a CSV file", PUBLIC_PORT, "/backtests", "text/csv", 8 * MIB],
    ["an action of the exchange", "the exchange's control port", "/control", undefined, 64 * 1024],
    ["a heartbeat", "the watchman", "/heartbeat", undefined, 64 * 1024],
    ["a query of the preview", "the preview", "/api/prometheus/api/v1/query", undefined, 256 * 1024],
  ] as const)("%s", async (_, name, address, type, limit) => {
    const door = await openDoor(name);
    const endpoint = endpointOf(door, address, "POST", type);
    expect(await statusesOf(door, post(endpoint, new Uint8Array(limit + 1).fill(0x20)))).toEqual([413]);
    expect(await statusesOf(door, post(endpoint, new Uint8Array(limit).fill(0x20)))).not.toEqual([413]);
    expect(door.failures()).toEqual([]);
  });

  it.each([
    ["gzip", gzipSync],
    ["deflate", deflateSync],
    ["br", brotliQuickly],
  ])("whatever it is once unpacked: %s", async (encoding, compress) => {
    const door = (await openPlatform())[PUBLIC_PORT];
    const bomb = compress(new Uint8Array(64 * MIB));
    expect(bomb.length).toBeLessThan(MIB / 8);
    for (const endpoint of door.endpoints.filter(({ methods, body }) => body && methods.includes("POST")))
      expect(await statusesOf(door, post(endpoint, bomb, [`Content-Encoding: ${encoding}`]))).toEqual([413]);
  });
});
