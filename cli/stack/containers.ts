import { z } from "zod";
import type { Run } from "../run.ts";
import { engineRefused, engineStrange } from "./errors.ts";
import type { Published } from "./ports.ts";

export type ContainerHealth = "healthy" | "unhealthy" | "starting" | "none";

/** A container as the engine describes it, as far as bring-up and status need it. */
export interface Container {
  readonly id: string;
  readonly name: string;
  /** `created`, `running`, `restarting`, `exited`, `dead`, `paused`. */
  readonly state: string;
  readonly health: ContainerHealth;
  readonly exitCode: number;
  readonly restarts: number;
  readonly outOfMemory: boolean;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  /** What the last health check printed. */
  readonly lastCheck: string;
}

const inspected = z.object({
  Id: z.string(),
  Name: z.string(),
  Created: z.string(),
  RestartCount: z.number(),
  State: z.object({
    Status: z.string(),
    ExitCode: z.number(),
    OOMKilled: z.boolean(),
    Health: z
      .object({
        Status: z.enum(["healthy", "unhealthy", "starting", "none"]),
        Log: z.array(z.object({ Output: z.string() })).nullish(),
      })
      .nullish(),
  }),
});

/** Any object of the engine that bears a name. */
export const namedObject = z.object({ Name: z.string() });

/** The containers of these exact names that exist. */
export async function containers(run: Run, names: readonly string[]): Promise<ReadonlyMap<string, Container>> {
  const found = await inspect(run, "container", names, inspected);
  return new Map(found.map(container).map((one) => [one.name, one]));
}

/** The engine's objects of one kind with these exact names; those that do not exist are left out. */
export async function inspect<T>(
  run: Run,
  kind: string,
  names: readonly string[],
  shape: z.ZodType<T>,
): Promise<readonly T[]> {
  if (names.length === 0) return [];
  const { code, stdout, stderr } = await run("docker", [kind, "inspect", ...names]);
  const complaints = stderr.split("\n").filter((line) => line !== "" && !/no such|not found/i.test(line));
  const words = [...new Set(complaints)].join("\n");
  if (code !== 0 && words !== "") throw engineRefused(`describe its ${kind}s`, words);
  return objectsIn(stdout, kind, shape);
}

function objectsIn<T>(stdout: string, kind: string, shape: z.ZodType<T>): readonly T[] {
  try {
    return z.array(shape).parse(JSON.parse(stdout || "[]"));
  } catch (cause) {
    throw engineStrange(kind, cause as Error);
  }
}

function container(found: z.infer<typeof inspected>): Container {
  const { Health, Status, ExitCode, OOMKilled } = found.State;
  return {
    id: found.Id,
    name: found.Name.replace(/^\//, ""),
    state: Status,
    health: Health?.Status ?? "none",
    exitCode: ExitCode,
    restarts: found.RestartCount,
    outOfMemory: OOMKilled,
    createdAt: Date.parse(found.Created),
    lastCheck: (Health?.Log ?? []).at(-1)?.Output.trim() ?? "",
  };
}

/** Host ports that running containers publish, and whose they are. */
export async function publishedPorts(run: Run): Promise<Published> {
  const { code, stdout, stderr } = await run("docker", ["ps", "--format", "{{.Names}}\t{{.Ports}}"]);
  if (code !== 0) throw engineRefused("list its containers", stderr.trim());
  const rows = stdout.split("\n").map((line) => line.split("\t"));
  return new Map(rows.flatMap(([name = "", ports = ""]) => hostPorts(ports).map((port) => [port, name] as const)));
}

/** `127.0.0.1:9090->9090/tcp, 0.0.0.0:8000-8002->80-82/tcp` to the host's port numbers. */
export function hostPorts(ports: string): number[] {
  return [...ports.matchAll(/:(\d+)(?:-(\d+))?->/g)].flatMap(([, first, last]) => {
    const from = Number(first);
    return Array.from({ length: Number(last ?? first) - from + 1 }, (_, index) => from + index);
  });
}

/** The last lines of a container's log, both streams. */
export async function lastLines(run: Run, name: string, lines: number): Promise<string> {
  const { stdout, stderr } = await run("docker", ["logs", "--tail", String(lines), name]);
  return `${stdout}${stderr}`.trim();
}

export async function removeContainers(run: Run, names: readonly string[]): Promise<void> {
  await remove(run, ["rm", "--force", "--volumes"], names);
}

export async function removeVolumes(run: Run, names: readonly string[]): Promise<void> {
  await remove(run, ["volume", "rm", "--force"], names);
}

export async function removeNetworks(run: Run, ids: readonly string[]): Promise<void> {
  await remove(run, ["network", "rm"], ids);
}

async function remove(run: Run, args: readonly string[], names: readonly string[]): Promise<void> {
  if (names.length === 0) return;
  const { code, stderr } = await run("docker", [...args, ...names]);
  if (code !== 0) throw engineRefused(`remove ${names.join(", ")}`, stderr.trim());
}
