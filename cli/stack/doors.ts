import { spawn } from "node:child_process";
import { createServer, type Server, type Socket } from "node:net";
import type { Context } from "../command.ts";
import { localPortsInUse } from "./errors.ts";
import { listeningProcess } from "./ports.ts";

/** A port that people open, the same on the engine's host and, while it is reached, on this machine. */
export interface Door {
  readonly service: string;
  readonly port: number;
  /** Runs with its standard input and output as one connection to the service. */
  readonly relay: readonly [command: string, ...args: string[]];
}

/** What `localhost` may mean: a stranger at either address would be taken for the service, and sent its login. */
const LOOPBACK = ["127.0.0.1", "::1"] as const;
/** This machine has no IPv6. */
const NO_ADDRESS = new Set(["EADDRNOTAVAIL", "EAFNOSUPPORT"]);

/**
 * Holds the doors open while the work is done, and afterwards tells of those that led nowhere. Fails before the work when
 * something listens at one already: who it is cannot be known, not even of a tunnel.
 */
export async function throughDoors<T>(
  doors: readonly Door[],
  { variables, terminal }: Pick<Context, "variables" | "terminal">,
  work: () => Promise<T>,
): Promise<T> {
  const faults: Faults = new Map();
  const entrances = doors.flatMap((door) => LOOPBACK.map((host) => entrance(door, host, variables, faults)));
  try {
    const held = new Set((await Promise.all(entrances.map(({ listen }) => listen()))).flatMap((door) => door ?? []));
    if (held.size > 0) throw localPortsInUse([...held].map((door) => ({ ...door, by: listeningProcess(door.port) })));
    return await work();
  } finally {
    for (const { close } of entrances) close();
    for (const [{ service, port }, words] of faults)
      terminal.tell(`${service} could not be reached through port ${port}: ${words}`);
  }
}

/** Why the last connection through a door got no answer. */
type Faults = Map<Door, string>;

interface Entrance {
  /** Answers the door when something else listens there. */
  readonly listen: () => Promise<Door | undefined>;
  /** With every connection that is still open. */
  readonly close: () => void;
}

function entrance(door: Door, host: string, environment: NodeJS.ProcessEnv, faults: Faults): Entrance {
  const connections = new Set<Socket>();
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    connections.add(socket.once("close", () => connections.delete(socket)));
    join(socket, door, environment, faults);
  });
  const close = () => {
    server.close();
    for (const socket of connections) socket.destroy();
  };
  return { listen: async () => ((await isHeld(server, door.port, host)) ? door : undefined), close };
}

const isHeld = (server: Server, port: number, host: string): Promise<boolean> =>
  new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EADDRINUSE") resolve(true);
      else if (NO_ADDRESS.has(error.code ?? "")) resolve(false);
      else reject(error);
    });
    server.listen({ port, host }, () => resolve(false));
  });

/** Both end together. Its `docker` is killed, because it would wait for the service; without it the container's input ends. */
function join(socket: Socket, door: Door, env: NodeJS.ProcessEnv, faults: Faults): void {
  const [command, ...args] = door.relay;
  const child = spawn(command, args, { env });
  let words = "";
  let isAnswered = false;
  socket.pipe(child.stdin);
  child.stdout.pipe(socket, { end: false });
  child.stdout.once("data", () => {
    isAnswered = true;
    faults.delete(door);
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    words += text;
  });
  // A side that is gone makes the other's writes fail; its own `close` says so.
  child.stdin.on("error", () => {});
  socket.on("error", () => {});
  socket.on("close", () => child.kill("SIGKILL"));
  child.on("error", (error) => {
    words = error.message;
  });
  child.on("close", (code) => {
    if (!isAnswered && code !== 0 && code !== null) faults.set(door, words.trim() || `${command} ended with ${code}`);
    socket.end();
  });
}
