import {
  array,
  assert,
  asyncProperty,
  boolean,
  constant,
  constantFrom,
  json,
  nat,
  oneof,
  option,
  record,
  string,
  uint8Array,
} from "fast-check";
import { describe, expect, it } from "vitest";
import { BAD_FRAMES, badFrame } from "../../../app/exchange/bad-frames.ts";
import { SEED } from "../../fuzz/seed.ts";
import { type Door, openPlatform, PUBLIC } from "./doors.ts";
import { closeCodeIn, type Frame, frameBytes, say, textFrame, webSocket } from "./frames.ts";
import { statusesIn, talk } from "./talk.ts";

const ADMIN = PUBLIC.find(({ address }) => address === "/ws")?.headers ?? {};
const SOCKETS = [
  ["the application's public port", "/ws", ADMIN],
  ["the exchange's public port", "/stream?streams=btcusdt@trade", {}],
] as const;

const payload = oneof(
  json().map((text) => Buffer.from(text)),
  string({ unit: "binary" }).map((text) => Buffer.from(text)),
  uint8Array({ maxLength: 200 }),
  constantFrom(...BAD_FRAMES.filter((one) => one !== "huge").map((one) => Buffer.from(badFrame(one, 0)))),
  constantFrom("SUBSCRIBE", "UNSUBSCRIBE", "LIST_SUBSCRIPTIONS").map((method) =>
    Buffer.from(JSON.stringify({ method, params: ["btcusdt@trade", "__proto__", ""], id: 1 })),
  ),
);

const frame = record({
  fin: oneof({ weight: 4, arbitrary: constant(true) }, boolean()),
  reserved: oneof({ weight: 6, arbitrary: constant(0) }, nat(7)),
  opcode: oneof({ weight: 3, arbitrary: constantFrom(1, 2, 9, 10) }, nat(15)),
  masked: oneof({ weight: 6, arbitrary: constant(true) }, boolean()),
  payload,
  length: option(nat(70_000), { freq: 6, nil: undefined }),
});

const plain = (more: Partial<Frame> & { readonly size?: number }): Frame => ({
  ...textFrame(""),
  payload: Buffer.alloc(more.size ?? 1, 0x61),
  ...more,
});

/** What RFC 6455 says a connection is closed with. */
const BROKEN_RULES: Readonly<Record<string, readonly [frames: readonly Frame[], code: number]>> = {
  "a message over 64 KiB": [[plain({ size: 64 * 1024 + 1 })], 1009],
  "a message over 64 KiB in parts": [[plain({ size: 40_000, fin: false }), plain({ size: 40_000, opcode: 0 })], 1009],
  "a length that no message has": [[plain({ length: 2 ** 40 })], 1009],
  "a frame without a mask": [[plain({ masked: false })], 1002],
  "an extension that was not agreed on": [[plain({ reserved: 4 })], 1002],
  "a kind of frame that is not given away": [[plain({ opcode: 3 })], 1002],
  "the end of a message that has not begun": [[plain({ opcode: 0 })], 1002],
  "a ping in parts": [[plain({ opcode: 9, fin: false })], 1002],
  "a ping over 125 bytes": [[plain({ opcode: 9, size: 126 })], 1002],
  "text that is no UTF-8": [[plain({ payload: Buffer.from([0xc0, 0xaf]) })], 1007],
  "a code for closing that nobody may send": [[plain({ opcode: 8, payload: Buffer.from([0x03, 0xed]) })], 1002],
};

async function expectServing({ port, failures }: Door): Promise<void> {
  const heard = await talk(port, "GET /nowhere HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
  expect(statusesIn(heard)).toEqual([404]);
  expect(failures()).toEqual([]);
}

describe.each(SOCKETS)("a WebSocket on %s", (name, path, headers) => {
  it("outlives frames of any kind", { timeout: 120_000 }, async () => {
    const { clock, ...doors } = await openPlatform();
    const door = doors[name];
    let attempts = 0;
    await assert(
      asyncProperty(array(frame, { maxLength: 6 }), async (frames) => {
        // The exchange lets an address in 300 times in five minutes: more than that only a search for the smallest case asks.
        attempts += 1;
        if (attempts % 290 === 0) clock.advance(300_000);
        const { socket, heard } = await webSocket(door.port, path, headers);
        say(socket, frames as readonly Frame[]);
        await heard;
      }),
      { numRuns: 250, seed: SEED },
    );
    await expectServing(door);
  });

  it("is closed, with the reason, after frames that break a rule", async () => {
    const doors = await openPlatform();
    for (const [rule, [frames, code]] of Object.entries(BROKEN_RULES)) {
      const { socket, heard } = await webSocket(doors[name].port, path, headers);
      for (const one of frames) socket.write(frameBytes(one));
      expect(closeCodeIn(await heard), rule).toBe(code);
    }
    await expectServing(doors[name]);
  });
});

describe("a WebSocket that talks without end", () => {
  const pings = new Array<Frame>(1_000).fill(plain({ opcode: 9 }));

  it("is cut off by the application", async () => {
    const { "the application's public port": door } = await openPlatform();
    const { socket, heard } = await webSocket(door.port, "/ws", ADMIN);
    for (const ping of pings) if (socket.writable) socket.write(frameBytes(ping));
    await heard;
    await expectServing(door);
  });

  it("is told by the exchange that these were too many requests", async () => {
    const { "the exchange's public port": door } = await openPlatform();
    const { socket, heard } = await webSocket(door.port, "/stream", {});
    say(socket, pings);
    expect(closeCodeIn(await heard)).toBe(1008);
    await expectServing(door);
  });
});
