import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";

/** A loopback port that nothing listens at, for a program that takes no port 0 or has to be found there again. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}
