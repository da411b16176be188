import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { onTestFinished } from "vitest";

export interface Request {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
}

export interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** JSON, or text as it is. */
  readonly body?: unknown;
}

export type Answer = (request: Request, origin: string) => Reply | "silence";

export interface Loopback {
  readonly origin: string;
  readonly requests: Request[];
  /** What the next requests get, whatever they ask; after that the server is itself again. */
  readonly next: (Reply | "silence" | "applied, then 502")[];
}

/** A server on the loopback address, which ends with the test. */
export async function loopback(answer: Answer): Promise<Loopback> {
  const requests: Request[] = [];
  const next: Loopback["next"] = [];
  const server = createServer(async (incoming, outgoing) => {
    const url = new URL(incoming.url ?? "", "http://localhost");
    const { method = "", headers } = incoming;
    const request = { method, path: url.pathname, query: url.searchParams, headers, body: await text(incoming) };
    requests.push(request);
    const given = next.shift();
    const applied = given === undefined || given === "applied, then 502" ? answer(request, origin()) : given;
    if (applied === "silence") return;
    send(outgoing, given === "applied, then 502" ? { status: 502, body: "bad gateway" } : applied);
  });
  const origin = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { origin: origin(), requests, next };
}

function send(outgoing: ServerResponse, { status, headers, body }: Reply): void {
  outgoing.writeHead(status, headers);
  outgoing.end(typeof body === "string" ? body : JSON.stringify(body));
}
