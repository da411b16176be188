import { createHash } from "node:crypto";
import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { heardOn } from "./talk.ts";

export interface Frame {
  /** The last of its message. */
  readonly fin: boolean;
  /** Three bits that an extension may use, and nobody has agreed on one. */
  readonly reserved: number;
  /** 0 goes on, 1 text, 2 binary, 8 close, 9 ping, 10 pong; the others are not given away. */
  readonly opcode: number;
  /** What a client must do, and a server must not. */
  readonly masked: boolean;
  readonly payload: Uint8Array;
  /** The length that it says it has, where that is not its own. */
  readonly length?: number;
}

export const textFrame = (text: string): Frame => ({
  ...{ fin: true, reserved: 0, opcode: 1, masked: true },
  payload: Buffer.from(text),
});

/** A frame as RFC 6455, 5.2, lays it out; the mask is all zeros, which is one. */
export function frameBytes({ fin, reserved, opcode, masked, payload, length = payload.length }: Frame): Uint8Array {
  const first = (fin ? 0x80 : 0) | (reserved << 4) | opcode;
  const mask = masked ? 0x80 : 0;
  const head = Buffer.alloc(10);
  head[0] = first;
  const size = lengthInto(head, length, mask);
  return Buffer.concat([head.subarray(0, size), Buffer.alloc(masked ? 4 : 0), payload]);
}

function lengthInto(head: Buffer, length: number, mask: number): number {
  if (length < 126) {
    head[1] = mask | length;
    return 2;
  }
  if (length < 65_536) {
    head[1] = mask | 126;
    head.writeUInt16BE(length, 2);
    return 4;
  }
  head[1] = mask | 127;
  head.writeBigUInt64BE(BigInt(length), 2);
  return 10;
}

const KEY = Buffer.from("0123456789abcdef").toString("base64");
const ACCEPT = createHash("sha1").update(`${KEY}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest("base64");

/** A WebSocket of bytes, on which anything can be said, and all that is heard until it closes. */
export async function webSocket(port: number, path: string, headers: Readonly<Record<string, string>>) {
  const socket = connect({ port, host: "127.0.0.1", noDelay: true });
  const lines = [
    `GET ${path} HTTP/1.1`,
    "Host: localhost",
    "Connection: upgrade",
    "Upgrade: websocket",
    "Sec-WebSocket-Version: 13",
    `Sec-WebSocket-Key: ${KEY}`,
    ...Object.entries(headers).map((one) => one.join(": ")),
  ];
  socket.write(`${lines.join("\r\n")}\r\n\r\n`);
  const [answer] = (await once(socket, "data")) as [Buffer];
  if (!answer.toString("latin1").includes(ACCEPT)) throw new Error(`not opened: ${answer.toString("latin1")}`);
  return { socket, heard: heardOn(socket) };
}

/** Says frames, as long as they are listened to, and hangs up. */
export function say(socket: Socket, frames: readonly Frame[]): void {
  for (const frame of frames) if (socket.writable) socket.write(frameBytes(frame));
  socket.end();
}

/** The code of the last close frame among frames of a server, none of which is masked. */
export function closeCodeIn(heard: string): number | undefined {
  const bytes = Buffer.from(heard, "latin1");
  for (let at = 0; at + 1 < bytes.length; ) {
    const [length, size] = lengthFrom(bytes, at);
    if (((bytes[at] as number) & 0x0f) === 8) return bytes.readUInt16BE(at + size);
    at += size + length;
  }
  return undefined;
}

function lengthFrom(bytes: Buffer, at: number): readonly [length: number, headSize: number] {
  const short = (bytes[at + 1] as number) & 0x7f;
  if (short < 126) return [short, 2];
  return short === 126 ? [bytes.readUInt16BE(at + 2), 4] : [Number(bytes.readBigUInt64BE(at + 2)), 10];
}
