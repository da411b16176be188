import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { PortInUseError } from "../errors.ts";

const IDLE_POLL_MS = 50;
/** A request still under way then is cut off: one slow client must not use up the time that a stop has. */
const LAST_REQUESTS_MS = 1_000;

const isInUse = (error: unknown): boolean => error instanceof Error && "code" in error && error.code === "EADDRINUSE";

/** Listens and gives the port, which the system chooses when `port` is 0. Throws APP_PORT_IN_USE. */
export function listen(server: Server, what: string, { port, host }: { port: number; host: string }): Promise<number> {
  return new Promise((resolve, reject) => {
    const failed = (error: Error) => reject(isInUse(error) ? new PortInUseError(what, port, error) : error);
    server.once("error", failed);
    server.listen({ port, host }, () => {
      server.off("error", failed);
      resolve((server.address() as AddressInfo).port);
    });
  });
}

/** Stops accepting and waits a second for the requests in flight; idle keep-alive connections are closed at once. */
export function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const sweep = setInterval(() => server.closeIdleConnections(), IDLE_POLL_MS);
    const cut = setTimeout(() => server.closeAllConnections(), LAST_REQUESTS_MS);
    server.close(() => {
      clearInterval(sweep);
      clearTimeout(cut);
      resolve();
    });
    server.closeIdleConnections();
  });
}
