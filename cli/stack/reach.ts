import { spawn } from "node:child_process";
import { createServer, type Socket } from "node:net";
import { referenceOf } from "../../stacks/images.ts";
import type { Model } from "../../stacks/model.ts";
import type { Context } from "../command.ts";
import { type Engine, isRemote } from "../engine/index.ts";
import type { Site } from "./site.ts";

/** A port that people open, the same on the engine's host and, while it is reached, on this machine. */
export interface Door {
  readonly port: number;
  /** Runs with its standard input and output as one connection to the service. */
  readonly relay: readonly [command: string, ...args: string[]];
}

/**
 * Does work that speaks to services. They listen on the loopback interface of the engine's host; where that is another
 * machine, the same ports of this one lead there meanwhile, through the engine itself: whatever way `docker` has to it,
 * TLS or SSH, is the only one that is needed.
 */
export function whileReached<T>(
  context: Pick<Context, "variables">,
  engine: Engine,
  { site, platform }: { readonly site: Pick<Site, "names">; readonly platform: Model },
  work: () => Promise<T>,
): Promise<T> {
  return isRemote(engine) ? throughDoors(doorsTo(site, platform), context.variables, work) : work();
}

/** One for every port that a person opens. */
export function doorsTo({ names }: Pick<Site, "names">, platform: Model): readonly Door[] {
  const { services, hostPort, resolution } = platform;
  const image = referenceOf("toolbox", resolution.imageSource);
  return services.flatMap((service) =>
    (service.opens ?? []).map((port): Door => {
      const inside = service.ports[port] as number;
      return { port: hostPort(service, port), relay: ["docker", ...netcat(image, names.container(service), inside)] };
    }),
  );
}

/** In the container's own network, so that it needs no port of the host; without any right, as it only carries bytes. */
const netcat = (image: string, container: string, port: number): readonly string[] => [
  ...["run", "--rm", "--interactive", "--log-driver=none", `--network=container:${container}`],
  ...["--user=65534:65534", "--read-only", "--cap-drop=ALL", "--security-opt=no-new-privileges"],
  ...["--entrypoint=nc", image, "127.0.0.1", `${port}`],
];

/** Holds the doors open while the work is done. A port that something listens at already is left to it: `ssh -L` does. */
export async function throughDoors<T>(
  doors: readonly Door[],
  environment: NodeJS.ProcessEnv,
  work: () => Promise<T>,
): Promise<T> {
  const opened = await Promise.all(doors.map((door) => open(door, environment)));
  try {
    return await work();
  } finally {
    for (const close of opened) close();
  }
}

/** Answers what closes it, with every connection that is still open. */
function open({ port, relay }: Door, environment: NodeJS.ProcessEnv): Promise<() => void> {
  const connections = new Set<Socket>();
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    connections.add(socket.once("close", () => connections.delete(socket)));
    join(socket, relay, environment);
  });
  const close = () => {
    server.close();
    for (const socket of connections) socket.destroy();
  };
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) =>
      error.code === "EADDRINUSE" ? resolve(() => {}) : reject(error),
    );
    server.listen({ port, host: "127.0.0.1" }, () => resolve(close));
  });
}

/** Both end together. Its `docker` is killed, because it would wait for the service; without it the container's input ends. */
function join(socket: Socket, [command, ...args]: Door["relay"], env: NodeJS.ProcessEnv): void {
  const child = spawn(command, args, { env, stdio: ["pipe", "pipe", "ignore"] });
  socket.pipe(child.stdin);
  child.stdout.pipe(socket);
  // A side that is gone makes the other's writes fail; its own `close` says so.
  child.stdin.on("error", () => {});
  socket.on("error", () => {});
  socket.on("close", () => child.kill("SIGKILL"));
  child.on("error", () => socket.destroy());
}
