import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { type WebSocket, WebSocketServer } from "ws";
import type { Recorder } from "../../lib/metrics/definitions.ts";
import { websiteConnections } from "../../metrics/quantflow/website.ts";
import type { FanOut } from "./fan-out.ts";
import type { Verdict } from "./login.ts";
import { isOwnOrigin } from "./origin.ts";

export interface UpgradeOptions {
  readonly fanOut: Pick<FanOut, "add" | "size">;
  readonly client: (request: IncomingMessage) => string;
  readonly verdict: (request: IncomingMessage) => Verdict;
  /** Counts the request; whether its client has had too many. */
  readonly isOverLimit: (client: string) => boolean;
  readonly recorder: Recorder;
  readonly limits?: ClientLimits;
}

export interface ClientLimits {
  readonly total: number;
  readonly perClient: number;
}

type Outcome = "opened" | "path" | "origin" | "login" | "requests" | "clients" | "stopping";

const PATH = "/ws";
const LIMITS: ClientLimits = { total: 500, perClient: 50 };
const LARGEST_MESSAGE = 64 * 1024;

const ANSWERS: Readonly<Record<Exclude<Outcome, "opened">, string>> = {
  path: "404 Not Found",
  origin: "403 Forbidden",
  login: '401 Unauthorized\r\nWWW-Authenticate: Basic realm="QuantFlow"',
  requests: "429 Too Many Requests\r\nRetry-After: 60",
  clients: "503 Service Unavailable\r\nRetry-After: 30",
  stopping: "503 Service Unavailable",
};

/** Opens `/ws` to the administrator's own pages, and to nobody else. */
export class Upgrades {
  readonly #options: UpgradeOptions;
  readonly #server = new WebSocketServer({ noServer: true, maxPayload: LARGEST_MESSAGE });
  readonly #open = new Map<string, number>();
  #stopping = false;

  constructor(options: UpgradeOptions) {
    this.#options = options;
  }

  /** Refuses whoever comes from now on. */
  stop(): void {
    this.#stopping = true;
  }

  /** Listener of a server's "upgrade". */
  readonly handle = (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    // Until it is a WebSocket nobody else listens, and a client that hangs up must not end the process.
    socket.on("error", () => socket.destroy());
    const client = this.#options.client(request);
    const outcome = this.#outcome(request, client);
    this.#options.recorder.increment(websiteConnections, { outcome });
    if (outcome !== "opened") refuse(socket, outcome);
    else this.#server.handleUpgrade(request, socket, head, (opened) => this.#opened(opened, client));
  };

  #outcome(request: IncomingMessage, client: string): Outcome {
    const { fanOut, limits = LIMITS } = this.#options;
    if (this.#stopping) return "stopping";
    if (this.#options.isOverLimit(client)) return "requests";
    if (request.url?.split("?")[0] !== PATH) return "path";
    if (!isOwnOrigin(request.headers)) return "origin";
    const verdict = this.#options.verdict(request);
    if (verdict !== "admin") return verdict === "guessing" ? "requests" : "login";
    const isFull = fanOut.size >= limits.total || (this.#open.get(client) ?? 0) >= limits.perClient;
    return isFull ? "clients" : "opened";
  }

  #opened(socket: WebSocket, client: string): void {
    this.#open.set(client, (this.#open.get(client) ?? 0) + 1);
    socket.once("close", () => {
      const left = (this.#open.get(client) ?? 1) - 1;
      if (left > 0) this.#open.set(client, left);
      else this.#open.delete(client);
    });
    this.#options.fanOut.add(socket);
  }
}

function refuse(socket: Duplex, outcome: Exclude<Outcome, "opened">): void {
  socket.once("finish", () => socket.destroy());
  socket.end(`HTTP/1.1 ${ANSWERS[outcome]}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
