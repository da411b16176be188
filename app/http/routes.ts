import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { isAuthorized, type Tokens } from "./bearer.ts";
import { boundedServer, type ServerLimits } from "./bounded-server.ts";

export interface Reply {
  readonly status: number;
  readonly type: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
}

export interface Route {
  readonly method: "GET" | "POST";
  readonly path: string;
  /** Whose bearer token it takes; none: open. */
  readonly tokens?: Tokens;
  readonly reply: (request: IncomingMessage) => Reply | Promise<Reply>;
}

export const json = (status: number, value: unknown): Reply => ({
  status,
  type: "application/json; charset=utf-8",
  body: `${JSON.stringify(value)}\n`,
});

const NOT_FOUND = json(404, { error: "not found" });
const UNAUTHORIZED = {
  ...json(401, { error: "a valid bearer token is needed" }),
  headers: { "WWW-Authenticate": "Bearer" },
};
const FAILED = json(503, { error: "failed; see the log" });

const notAllowed = (there: readonly Route[]): Reply => ({
  ...json(405, { error: "method not allowed" }),
  headers: { Allow: there.flatMap(({ method }) => (method === "GET" ? ["GET", "HEAD"] : [method])).join(", ") },
});

async function answer(routes: readonly Route[], request: IncomingMessage): Promise<Reply> {
  const path = (request.url ?? "/").split("?")[0];
  const method = request.method === "HEAD" ? "GET" : request.method;
  const there = routes.filter((candidate) => candidate.path === path);
  const route = there.find((candidate) => candidate.method === method);
  if (route === undefined) return there.length === 0 ? NOT_FOUND : notAllowed(there);
  if (route.tokens && !isAuthorized(request.headers.authorization, route.tokens)) return UNAUTHORIZED;
  return route.reply(request);
}

function send(response: ServerResponse, { status, type, headers, body }: Reply): void {
  const common = { "Content-Type": type, "Content-Length": Buffer.byteLength(body), "Cache-Control": "no-store" };
  response.writeHead(status, { ...common, ...headers }).end(body);
}

export interface Serving {
  readonly limits?: ServerLimits | undefined;
  /** A certificate and its key: TLS is spoken by them. */
  readonly pem?: string | undefined;
}

/** A plain server of few routes, for ports that only machines read. A failing route answers 503 and tells `failed`. */
export const routeServer = (
  routes: readonly Route[],
  failed: (error: unknown) => void,
  { limits, pem }: Serving = {},
): Server =>
  boundedServer(
    (request, response) => {
      answer(routes, request)
        .catch((error: unknown) => {
          // Who hung up in the middle of a request hears no answer, and is no failure of ours.
          if (request.errored === null) failed(error);
          return FAILED;
        })
        .then((reply) => send(response, reply));
    },
    limits,
    pem,
  );
