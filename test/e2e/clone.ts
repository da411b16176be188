import { spawn } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { run } from "../../cli/run.ts";
import { environments } from "../../stacks/environments/index.ts";
import { removeByLabel } from "./engine.ts";

export const repository = join(import.meta.dirname, "..", "..");

/** Where a copy of the tree stands, and the instance that runs from it. Plain data, so that test files share one. */
export interface CloneFacts {
  readonly directory: string;
  readonly instance: string;
  readonly environment: keyof typeof environments;
  readonly portOffset: number;
}

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly seconds: number;
}

export interface Running {
  /** Over those of the clone; undefined takes one away. */
  readonly env?: NodeJS.ProcessEnv;
  /** Ctrl-C as soon as this says yes to a line of the standard error. */
  readonly interruptAt?: (line: string) => boolean;
  /** As a power cut at such a line: SIGKILL to the command and all that it started. */
  readonly killAt?: (line: string) => boolean;
}

/** A copy of the working tree, which a test may edit as a person would, and the command that runs in it. */
export interface Clone extends CloneFacts {
  /** Before the name of everything that the instance has in the engine. */
  readonly prefix: string;
  /** The instance's own folder: state, secrets, synthesized stacks. */
  readonly home: string;
  readonly variables: NodeJS.ProcessEnv;
  quantflow(args: readonly string[], running?: Running): Promise<Ended>;
  /** Runs a shell line as a person pastes it. */
  shell(line: string): Promise<Ended>;
  /** `edit("rules/feed.ts", "seconds(30)", "seconds(45)")`. Fails unless the text stands there exactly once. */
  edit(path: string, text: string, replacement: string): void;
  remove(path: string): void;
  /** Takes every file back to what the repository has. */
  restore(): Promise<void>;
  /** Removes the instance with its data and the copy, whatever state they are in. */
  destroy(): Promise<void>;
}

/** Copies the tree as it is now: what git tracks, and what it would. Packages are shared with the repository. */
export async function cloneTree(
  given: Omit<CloneFacts, "directory" | "portOffset">,
  directory = folder(),
): Promise<Clone> {
  await copyTree(directory);
  symlinkSync(join(repository, "node_modules"), join(directory, "node_modules"));
  return openClone({ ...given, directory, portOffset: await freeOffset() });
}

export function openClone(facts: CloneFacts): Clone {
  const { directory, instance, environment, portOffset } = facts;
  const prefix = `quantflow-${instance}`;
  const own = {
    QUANTFLOW_INSTANCE: instance,
    QUANTFLOW_ENVIRONMENT: environment,
    QUANTFLOW_PORT_OFFSET: `${portOffset}`,
  };
  const variables = { ...ambient(), ...own };
  const start = (command: string, args: readonly string[], running: Running = {}) =>
    started(command, args, directory, { ...running, env: { ...variables, ...running.env } });
  const quantflow = (args: readonly string[], running?: Running) =>
    start(process.execPath, [join(directory, "cli", "quantflow.mjs"), ...args], running);
  return {
    ...facts,
    prefix,
    home: join(directory, ".quantflow", `${prefix}-${environment}`),
    variables,
    quantflow,
    shell: (line) => start("sh", ["-c", line]),
    edit: (path, text, replacement) => edit(join(directory, path), text, replacement),
    remove: (path) => rmSync(join(directory, path)),
    restore: () => copyTree(directory),
    async destroy() {
      if (existsSync(join(directory, "cli"))) await quantflow(["down", "--delete-data", "--yes"]);
      await removeByLabel(prefix);
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

const folder = (): string => mkdtempSync(join(tmpdir(), "quantflow-clone-"));

/** The working tree as it is now: what git tracks, and what it would. */
export async function copyTree(directory: string): Promise<void> {
  const listed = await run("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], {
    directory: repository,
  });
  if (listed.code !== 0) throw new Error(`git ls-files: ${listed.stderr}`);
  const paths = listed.stdout.split("\0").filter((path) => path !== "" && existsSync(join(repository, path)));
  for (const path of paths) {
    const [from, to] = [join(repository, path), join(directory, path)];
    if (!existsSync(to) || !readFileSync(from).equals(readFileSync(to))) cpSync(from, to, { recursive: true });
  }
}

function edit(path: string, text: string, replacement: string): void {
  const before = readFileSync(path, "utf8");
  const times = before.split(text).length - 1;
  if (times !== 1) throw new Error(`${path} has ${times} times what was to be replaced: ${text}`);
  writeFileSync(
    path,
    before.replace(text, () => replacement),
  );
}

/** What a person's shell has; what vitest adds would make the command another one. */
function ambient(): NodeJS.ProcessEnv {
  const added = /^(?:QUANTFLOW_(?!CACHE|DOCKERD_ARGS)|VITEST|NODE_ENV$|NODE_OPTIONS$|TEST$|FORCE_COLOR$)/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !added.test(name)));
}

function started(command: string, args: readonly string[], directory: string, running: Running): Promise<Ended> {
  const began = performance.now();
  return new Promise((resolve, reject) => {
    const child = spawn(command, [...args], { cwd: directory, env: running.env, stdio: ["ignore", "pipe", "pipe"] });
    const [stdout, stderr] = [textOf(child.stdout), textOf(child.stderr)];
    const interrupt = (line: string) => {
      if (running.killAt?.(line)) killTree(child.pid);
      else if (running.interruptAt?.(line)) child.kill("SIGINT");
      else return;
      lines.removeListener("line", interrupt);
    };
    const lines = createInterface({ input: child.stderr }).on("line", interrupt);
    child.on("error", reject);
    child.on("close", (code) =>
      resolve({ code, stdout: stdout(), stderr: stderr(), seconds: (performance.now() - began) / 1000 }),
    );
  });
}

/** Terraform has a session of its own, so a process group is not all of it. The parent first: it starts nothing anew. */
function killTree(pid: number | undefined): void {
  if (pid === undefined) return;
  const children = childrenOf(pid);
  process.kill(pid, "SIGKILL");
  for (const child of children) killTree(child);
}

/** Field 4 of /proc/PID/stat, proc(5). A process that has ended meanwhile is nobody's child. */
function childrenOf(parent: number): readonly number[] {
  const numbers = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  return numbers.map(Number).filter((pid) => {
    const file = `/proc/${pid}/stat`;
    const stat = existsSync(file) ? readFileSync(file, "latin1") : "";
    return Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]) === parent;
  });
}

function textOf(stream: Readable): () => string {
  const chunks: Buffer[] = [];
  stream.on("data", (chunk: Buffer) => chunks.push(chunk));
  return () => Buffer.concat(chunks).toString("utf8");
}

/** The last offset stays below the ports that the kernel gives to outgoing connections (from 32768). */
const OFFSETS = Array.from({ length: 22 }, (_, index) => 20_000 + 150 * index);

/** An offset at which every host port is free now. */
export async function freeOffset(): Promise<number> {
  // One stands for two: the preview is in Grafana's place.
  const ports = [...new Set(Object.values(environments.local.hostPorts).flatMap((named) => Object.values(named)))];
  for (const offset of OFFSETS) {
    const free = await Promise.all(ports.map((port) => isFree(port + offset)));
    if (free.every(Boolean)) return offset;
  }
  throw new Error(`every port offset is in use: ${OFFSETS.join(", ")}`);
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen({ port, host: "127.0.0.1", exclusive: true }, () => server.close(() => resolve(true)));
  });
}
