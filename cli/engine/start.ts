import { spawn } from "node:child_process";
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { Task } from "../terminal/progress.ts";
import { lastLines } from "../tools/errors.ts";
import type { Workshop } from "../tools/index.ts";
import { startFailed } from "./errors.ts";
import { type Engine, findEngine } from "./find.ts";

/** The engine that now answers, and its process when we spawned it. */
export interface Started {
  readonly engine: Engine;
  readonly pid?: number;
}

const PATIENCE_MILLISECONDS = 60_000;
const POLL_MILLISECONDS = 250;

/** Starts an installed engine and waits until it answers: by systemd where it rules, else as a process of its own. */
export async function startEngine(workshop: Workshop, task: Task): Promise<Started> {
  if (existsSync("/run/systemd/system")) return startBySystemd(workshop, task);
  task.note("starting dockerd");
  const { pid, log } = spawnServer(workshop);
  const ended = () => !isAlive(pid);
  const why = () => lastLines({ code: null, signal: null, stdout: "", stderr: complaints(log) }, 6);
  return { engine: await answering(workshop, ended, () => startFailed(`dockerd; its log is ${log}`, why())), pid };
}

async function startBySystemd(workshop: Workshop, task: Task): Promise<Started> {
  task.note("systemctl start docker");
  const outcome = await workshop.run("systemctl", ["start", "docker"], { signal: workshop.signal });
  const failed = () => startFailed("systemctl start docker", lastLines(outcome, 8));
  if (outcome.code !== 0) throw failed();
  return { engine: await answering(workshop, () => false, failed) };
}

/** The server outlives this command, so its output goes to a file and its process into a session of its own. */
function spawnServer({ root, variables }: Workshop): { readonly pid: number; readonly log: string } {
  const directory = join(root, ".quantflow", "engine");
  mkdirSync(directory, { recursive: true });
  const log = join(directory, "dockerd.log");
  const output = openSync(log, "w");
  const environment = { ...variables, PATH: `${variables["PATH"] ?? ""}:/usr/sbin:/sbin` };
  const server = spawn("dockerd", serverArguments(variables), {
    detached: true,
    env: environment,
    stdio: ["ignore", output, output],
  });
  closeSync(output);
  server.on("error", () => {});
  server.unref();
  if (server.pid === undefined) throw startFailed("dockerd", "  it could not be executed");
  writeFileSync(join(directory, "dockerd.pid"), `${server.pid}\n`);
  return { pid: server.pid, log };
}

/** What the server's log says besides its running commentary: the cause stands before a farewell of many lines. */
const complaints = (log: string): string =>
  readFileSync(log, "utf8")
    .split("\n")
    .filter((line) => !/ level=(?:info|debug|warning) /.test(line))
    .join("\n");

/** Where DOCKER_HOST names a socket of this machine, the server listens there. */
function serverArguments(variables: NodeJS.ProcessEnv): readonly string[] {
  const extra = (variables["QUANTFLOW_DOCKERD_ARGS"] ?? "").split(" ").filter((word) => word !== "");
  return variables["DOCKER_HOST"] ? ["--host", variables["DOCKER_HOST"], ...extra] : extra;
}

async function answering(workshop: Workshop, ended: () => boolean, failed: () => Error): Promise<Engine> {
  const end = performance.now() + PATIENCE_MILLISECONDS;
  while (performance.now() < end && !ended()) {
    const found = await findEngine(workshop);
    if (found.state === "answers") return found.engine;
    await wait(POLL_MILLISECONDS, undefined, { signal: workshop.signal });
  }
  throw failed();
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
