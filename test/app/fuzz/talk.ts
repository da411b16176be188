import { connect, type Socket } from "node:net";

/** Far more than any answer takes: who waits so long was forgotten. */
const PATIENCE_MS = 10_000;

/**
 * Sends the pieces and gives all that is answered until the server closes the connection, which is its to do; one that
 * has become a WebSocket is left at once.
 */
export async function talk(port: number, ...pieces: readonly (string | Uint8Array)[]): Promise<string> {
  const socket = open(port);
  const heard = heardOn(socket);
  socket.once("data", (chunk: Buffer) => {
    if (chunk.toString("latin1").startsWith("HTTP/1.1 101")) socket.end();
  });
  for (const piece of pieces) await written(socket, bytesOf(piece));
  return heard;
}

/** Sends the pieces and leaves, whatever they are: what has been answered by then. */
export async function talkAndLeave(port: number, ...pieces: readonly (string | Uint8Array)[]): Promise<string> {
  const socket = open(port);
  const heard = heardOn(socket);
  for (const piece of pieces) await written(socket, bytesOf(piece));
  socket.end();
  return heard;
}

const open = (port: number): Socket => connect({ port, host: "127.0.0.1", noDelay: true });

/** All that is said on a connection until it closes. Fails when it stays open. */
export function heardOn(socket: Socket, patienceMs = PATIENCE_MS): Promise<string> {
  const chunks: Buffer[] = [];
  socket.on("data", (chunk: Buffer) => chunks.push(chunk));
  // A server that has heard enough resets the connection; what it said before counts.
  socket.on("error", () => undefined);
  return new Promise((resolve, reject) => {
    const said = () => Buffer.concat(chunks).toString("latin1");
    const forgotten = setTimeout(() => {
      reject(new Error(`still open after ${patienceMs} ms, having said ${JSON.stringify(said().slice(0, 500))}`));
      socket.destroy();
    }, patienceMs);
    socket.once("close", () => {
      clearTimeout(forgotten);
      resolve(said());
    });
  });
}

/** Bytes below 256 as they are: a request line is not UTF-8. */
export const bytesOf = (piece: string | Uint8Array): Uint8Array =>
  typeof piece === "string" ? Buffer.from(piece, "latin1") : piece;

const written = (socket: Socket, bytes: Uint8Array): Promise<void> =>
  new Promise((resolve) => {
    if (!socket.writable) return resolve();
    socket.once("close", resolve);
    socket.write(bytes, () => {
      socket.off("close", resolve);
      resolve();
    });
  });

/** The status of each answer, in the order in which they came; 100 (go on sending) is none. */
export const statusesIn = (heard: string): readonly number[] =>
  [...heard.matchAll(/HTTP\/1\.1 (\d{3}) [^\r\n]*\r\n/g)]
    .map(([, status]) => Number(status))
    .filter((status) => status !== 100);
