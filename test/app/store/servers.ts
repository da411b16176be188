import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "../../support/free-port.ts";

/** A real server on a free port, gone with its data when stopped. */
export interface TestServer {
  readonly port: number;
  /** Ends it at once, as a crash would, its data kept. */
  kill(): Promise<void>;
  /** Holds it still, its connections open, until thawed. */
  freeze(): void;
  thaw(): void;
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** For what a busy machine does late. */
export const PATIENCE_MS = 20_000;

const POSTGRES_ROOT = "/usr/lib/postgresql";

/** Where PostgreSQL's programs are; undefined when it is not installed. */
export function postgresPrograms(): string | undefined {
  const versions = existsSync(POSTGRES_ROOT) ? readdirSync(POSTGRES_ROOT).sort() : [];
  const programs = versions.map((version) => join(POSTGRES_ROOT, version, "bin"));
  return programs.findLast((folder) => existsSync(join(folder, "postgres")));
}

export const redisProgram = (): string | undefined =>
  ["/usr/bin/redis-server", "/usr/local/bin/redis-server"].find((path) => existsSync(path));

interface Recipe {
  readonly command: string;
  readonly arguments: readonly string[];
  readonly user?: { readonly uid: number; readonly gid: number };
  /** What the server prints when it takes connections. */
  readonly ready: RegExp;
  /** Ends it at once with all its processes, nothing put in order. */
  readonly crash: NodeJS.Signals;
}

function run({ command, arguments: given, user, ready }: Recipe): Promise<ChildProcess> {
  const child = spawn(command, [...given], { ...user, stdio: ["ignore", "pipe", "pipe"] });
  return new Promise((resolve, reject) => {
    let printed = "";
    const read = (chunk: Buffer) => {
      printed += chunk;
      if (ready.test(printed)) resolve(child);
    };
    child.stdout.on("data", read);
    child.stderr.on("data", read);
    child.once("exit", (code) => reject(new Error(`${command} ended with ${code}: ${printed}`)));
  });
}

async function serve(port: number, folder: string, recipe: Recipe): Promise<TestServer> {
  let child = await run(recipe);
  const kill = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill(recipe.crash);
    await once(child, "exit");
  };
  return {
    port,
    kill,
    freeze: () => void child.kill("SIGSTOP"),
    thaw: () => void child.kill("SIGCONT"),
    async start() {
      child = await run(recipe);
    },
    async stop() {
      await kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** PostgreSQL refuses to run as root; its package brings a user. */
function postgresUser(): { readonly uid: number; readonly gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const id = (flag: string) => Number(execFileSync("id", [flag, "postgres"], { encoding: "utf8" }));
  return { uid: id("-u"), gid: id("-g") };
}

export async function startPostgres(programs: string): Promise<TestServer> {
  const folder = mkdtempSync(join(tmpdir(), "quantflow-postgres-"));
  const user = postgresUser();
  if (user !== undefined) chownSync(folder, user.uid, user.gid);
  const data = join(folder, "data");
  const options = ["-D", data, "-U", "quantflow", "--auth=trust", "--no-sync", "-E", "UTF8"];
  execFileSync(join(programs, "initdb"), options, { ...user, cwd: folder, stdio: "ignore" });
  const port = await freePort();
  return serve(port, folder, {
    command: join(programs, "postgres"),
    arguments: ["-D", data, "-p", String(port), "-k", folder, "-h", "127.0.0.1", "-c", "fsync=off"],
    ...(user && { user }),
    ready: /ready to accept connections/,
    // Killed, it would leave behind processes that go on serving; this is what it calls an immediate shutdown.
    crash: "SIGQUIT",
  });
}

/** With one user, who may do what an application may and nothing of an administrator's, and others as given. */
export async function startRedis(
  program: string,
  user: string,
  password: string,
  others: readonly string[] = [],
): Promise<TestServer> {
  const folder = mkdtempSync(join(tmpdir(), "quantflow-redis-"));
  const accessList = join(folder, "users.acl");
  const users = ["default off", `${user} on >${password} ~* &* +@all -@admin -@dangerous`, ...others];
  writeFileSync(accessList, users.map((one) => `user ${one}\n`).join(""));
  const port = await freePort();
  return serve(port, folder, {
    command: program,
    arguments: ["--port", String(port), "--bind", "127.0.0.1", "--dir", folder, "--save", "", "--aclfile", accessList],
    ready: /Ready to accept connections/,
    crash: "SIGKILL",
  });
}
