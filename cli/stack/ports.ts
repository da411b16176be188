import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import { createServer } from "node:net";
import type { Model } from "../../stacks/model.ts";
import type { Holder } from "./errors.ts";

export interface WantedPort {
  readonly service: string;
  readonly port: number;
}

/** Every host port that a model's services open. */
export const wantedPorts = ({ services, hostPort }: Pick<Model, "services" | "hostPort">): WantedPort[] =>
  services.flatMap((service) =>
    (service.opens ?? []).map((port) => ({ service: service.name, port: hostPort(service, port) })),
  );

/** What the engine publishes: host port to the container's name. */
export type Published = ReadonlyMap<number, string>;

/** The wanted ports of 127.0.0.1 that something other than `own` containers holds, with who holds them. */
export async function heldPorts(
  wanted: readonly WantedPort[],
  published: Published,
  own: (container: string) => boolean,
): Promise<(WantedPort & Holder)[]> {
  const candidates = wanted.filter(({ port }) => !own(published.get(port) ?? "\0"));
  const held = await Promise.all(candidates.map(async (one) => ((await isFree(one.port)) ? [] : [one])));
  return held.flat().map((one) => ({ ...one, by: holder(one.port, published) }));
}

/** The wanted ports of an engine's host that containers of others publish. */
export const publishedByOthers = (
  wanted: readonly WantedPort[],
  published: Published,
  own: (container: string) => boolean,
): (WantedPort & Holder)[] =>
  wanted.flatMap((one) => {
    const container = published.get(one.port);
    return container === undefined || own(container) ? [] : [{ ...one, by: `container ${container}` }];
  });

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen({ port, host: "127.0.0.1", exclusive: true }, () => server.close(() => resolve(true)));
  });
}

function holder(port: number, published: Published): string | undefined {
  const container = published.get(port);
  return container ? `container ${container}` : listeningProcess(port);
}

/** The process that listens on a TCP port, by /proc (Linux; processes of other users only for root). */
export function listeningProcess(port: number): string | undefined {
  try {
    const inodes = new Set(["/proc/net/tcp", "/proc/net/tcp6"].flatMap((table) => listeningInodes(table, port)));
    const pid = inodes.size === 0 ? undefined : numericNames("/proc").find((name) => holdsSocket(name, inodes));
    return pid && `process ${readFileSync(`/proc/${pid}/comm`, "utf8").trim()} (pid ${pid})`;
  } catch {
    // No /proc (macOS), or the process ended meanwhile: who holds the port stays unknown, that it is held does not.
    return undefined;
  }
}

const LISTEN = "0A";

function listeningInodes(table: string, port: number): string[] {
  const wanted = port.toString(16).toUpperCase().padStart(4, "0");
  const rows = readFileSync(table, "latin1").trim().split("\n").slice(1);
  return rows
    .map((row) => row.trim().split(/\s+/))
    .filter((fields) => fields[1]?.endsWith(`:${wanted}`) && fields[3] === LISTEN)
    .map((fields) => fields[9] ?? "");
}

const numericNames = (directory: string): string[] => readdirSync(directory).filter((name) => /^\d+$/.test(name));

function holdsSocket(pid: string, inodes: ReadonlySet<string>): boolean {
  try {
    return readdirSync(`/proc/${pid}/fd`).some((descriptor) => {
      const inode = /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/${pid}/fd/${descriptor}`))?.[1];
      return inode !== undefined && inodes.has(inode);
    });
  } catch {
    return false;
  }
}
