import { createHash } from "node:crypto";
import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { describe, expect, it, onTestFinished } from "vitest";
import { WebSocket } from "ws";
import { decode, type Frame } from "../../../app/feed/decode.ts";
import { Sequence } from "../support/sequence.ts";
import { everyKind } from "./frames.ts";

const RECEIVED = 1_700_000_000_500;
const GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
const [CONTINUATION, TEXT, FINAL] = [0x0, 0x1, 0x80];

/** An unmasked frame of RFC 6455, shorter than 64 KiB. */
function fragment(opcode: number, payload: Buffer): Buffer {
  const { length } = payload;
  const head = length < 126 ? [opcode, length] : [opcode, 126, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from(head), payload]);
}

const whole = (payload: Buffer): Buffer => fragment(FINAL | TEXT, payload);
const inTwo = (payload: Buffer, at: number): Buffer =>
  Buffer.concat([fragment(TEXT, payload.subarray(0, at)), fragment(FINAL | CONTINUATION, payload.subarray(at))]);

/** A `ws` client of a bare socket, so that the test decides on every byte that it sends. */
async function connected() {
  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const frames = new Sequence<Frame>();
  const { port } = server.address() as AddressInfo;
  const connection = connect(port, "127.0.0.1");
  const client = new WebSocket(`ws://127.0.0.1:${port}`, {
    perMessageDeflate: false,
    createConnection: () => connection,
  });
  client.on("message", (data: Buffer) => frames.push(decode(data, RECEIVED)));
  const [socket] = (await once(server, "connection")) as [Socket];
  onTestFinished(() => {
    client.terminate();
    socket.destroy();
    server.close();
  });
  socket.setNoDelay(true);
  const [request] = (await once(socket, "data")) as [Buffer];
  const key = /sec-websocket-key: (\S+)/i.exec(String(request))?.[1];
  const accept = createHash("sha1").update(`${key}${GUID}`).digest("base64");
  const answer = `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`;
  socket.write(answer);
  await once(client, "open");
  return { socket, connection, frames };
}

const expected = (bytes: Buffer): Frame => decode(bytes, RECEIVED);

describe("frames that arrive in pieces", () => {
  it("are decoded the same, wherever the exchange splits them into two fragments", async () => {
    const { socket, frames } = await connected();
    for (const payload of everyKind) {
      const before = frames.all.length;
      const splits = Array.from({ length: payload.length + 1 }, (_, at) => inTwo(payload, at));
      socket.write(Buffer.concat(splits));
      await frames.next(() => frames.all.length === before + splits.length);
      expect(frames.all.slice(before)).toEqual(splits.map(() => expected(payload)));
    }
  });

  it("are decoded the same, wherever the network splits them", async () => {
    const { socket, connection, frames } = await connected();
    const wire = Buffer.concat(everyKind.map(whole));
    for (let at = 1; at < wire.length; at += 1) {
      const before = frames.all.length;
      const received = frames.next(() => frames.all.length === before + everyKind.length);
      // So that the client sees the first piece by itself.
      const read = once(connection, "data");
      socket.write(wire.subarray(0, at));
      await read;
      socket.write(wire.subarray(at));
      await received;
      expect(frames.all.slice(before)).toEqual(everyKind.map(expected));
    }
  });

  it("are decoded the same, byte by byte", async () => {
    const { socket, frames } = await connected();
    const wire = Buffer.concat(everyKind.map(whole));
    for (const byte of wire) await new Promise<void>((resolve) => socket.write(Buffer.of(byte), () => resolve()));
    await frames.next(() => frames.all.length === everyKind.length);
    expect(frames.all).toEqual(everyKind.map(expected));
  });
});
