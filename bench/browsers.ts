/**
 * Browsers in a process of their own: `fork` gives the port and how many, and is told when all follow `/`. Raw
 * connections that read and drop, so that who sends has the work.
 */
import { once } from "node:events";
import { connect, type Socket } from "node:net";

const [port, count, unread] = process.argv.slice(2).map(Number) as [number, number, number];
const HANDSHAKE = [
  "GET / HTTP/1.1",
  "Host: 127.0.0.1",
  "Connection: Upgrade",
  "Upgrade: websocket",
  "Sec-WebSocket-Version: 13",
  "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==",
  "",
  "",
].join("\r\n");

async function opened(): Promise<Socket> {
  const socket = connect(port, "127.0.0.1");
  await once(socket, "connect");
  socket.write(HANDSHAKE);
  await once(socket, "readable");
  return socket;
}

const sockets = await Promise.all(Array.from({ length: count }, opened));
// Those that stay unread have a full buffer soon, here and in both kernels.
for (const socket of sockets.slice(unread)) socket.resume();
process.send?.("ready");
process.once("disconnect", () => process.exit());
