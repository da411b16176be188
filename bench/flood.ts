/**
 * An exchange in a process of its own that knows one client and sends as fast as it reads: `fork` tells it nothing and
 * is told its port. It answers a SUBSCRIBE as Binance does, and closes when the client does.
 */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import { type WebSocket, WebSocketServer } from "ws";
import { receivedFrames } from "./feed-frames.ts";

const SECONDS = 30;
const FRAMES_A_WRITE = 1_000;
const [FINAL_TEXT, LENGTH_16, SHORT] = [0x81, 126, 126];

/** A text frame of RFC 6455, not masked, below 64 KiB. */
function framed(payload: Buffer): Buffer {
  const { length } = payload;
  const head = length < SHORT ? [FINAL_TEXT, length] : [FINAL_TEXT, LENGTH_16, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from(head), payload]);
}

/** Ready for the wire, so that the client is the one who has work. */
function wires(): readonly Buffer[] {
  const frames = receivedFrames(SECONDS).map(({ bytes }) => framed(bytes));
  return Array.from({ length: Math.floor(frames.length / FRAMES_A_WRITE) }, (_, index) =>
    Buffer.concat(frames.slice(index * FRAMES_A_WRITE, (index + 1) * FRAMES_A_WRITE)),
  );
}

const ready = wires();

function flood(socket: Duplex): void {
  let next = 0;
  const fill = (): void => {
    while (!socket.destroyed) {
      next = (next + 1) % ready.length;
      if (!socket.write(ready[next])) break;
    }
  };
  socket.on("drain", fill);
  fill();
}

function subscribed(client: WebSocket, socket: Duplex): void {
  client.on("error", () => client.terminate());
  client.once("message", (data) => {
    const { id } = JSON.parse(String(data)) as { readonly id: number };
    client.send(JSON.stringify({ result: null, id }), () => flood(socket));
  });
}

const server = createServer();
const clients = new WebSocketServer({ noServer: true });
server.on("upgrade", (request, socket, head) =>
  clients.handleUpgrade(request, socket, head, (client) => subscribed(client, socket)),
);
server.listen(0, "127.0.0.1", () => process.send?.((server.address() as AddressInfo).port));
process.once("disconnect", () => process.exit());
