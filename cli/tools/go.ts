import { cp, mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Outcome, RunOptions } from "../run.ts";
import { tracked } from "../terminal/progress.ts";
import { buildFailed, diskFull, goMissing, goTooOld, proxyUnreachable } from "./errors.ts";
import type { Folder } from "./folder.ts";
import type { Workshop } from "./workshop.ts";

/** Compiles a folder's programs into `output`. The folder itself is never written to: go.mod and go.sum are copied. */
export async function compile(workshop: Workshop, folder: Folder, output: string): Promise<void> {
  const module = join(output, "module");
  await copyPins(folder, module);
  await tracked(workshop.progress, `${folder.name} ${folder.version} from Go modules`, async (task) => {
    let compiled = 0;
    const onLine = (line: string) => {
      if (line.startsWith("go: ")) task.note(line.slice(4));
      else task.note(`${++compiled} packages compiled`);
    };
    const build = ["build", "-v", ...folder.flags, "-o", `${output}/`, ...folder.packages];
    await go(workshop, folder, build, { directory: module, onLine });
  });
  await rm(module, { recursive: true, force: true });
}

/** The directory that holds the sources of the folder's own module, fetched when needed and checked against go.sum. */
export async function moduleSources(
  workshop: Workshop,
  folder: Folder,
  module: string,
  scratch: string,
): Promise<string> {
  const directory = join(scratch, "module");
  await copyPins(folder, directory);
  const { stdout } = await go(workshop, folder, ["mod", "download", "-json", module], { directory });
  return (JSON.parse(stdout) as { readonly Dir: string }).Dir;
}

async function copyPins(folder: Folder, to: string): Promise<void> {
  await mkdir(to, { recursive: true });
  for (const file of ["go.mod", "go.sum"]) await cp(join(folder.path, file), join(to, file));
}

async function go(workshop: Workshop, folder: Folder, args: readonly string[], options: RunOptions): Promise<Outcome> {
  // No C library: the programs run on an image that has none, and tools share more of what is compiled. `readonly`: what go.sum does not name is refused.
  const environment = { ...workshop.variables, CGO_ENABLED: "0", GOFLAGS: "-mod=readonly", GOWORK: "off" };
  const outcome = await workshop
    .run("go", args, { ...options, environment, signal: workshop.signal })
    .catch((error: NodeJS.ErrnoException) => {
      throw error.code === "ENOENT" ? goMissing() : error;
    });
  if (outcome.code === 0) return outcome;
  throw explained(workshop, folder, `go ${args[0]}`, outcome);
}

const NETWORK =
  /^.*(?:dial tcp|no such host|i\/o timeout|connection refused|proxyconnect|TLS handshake|(?:403|404|410|50\d) [A-Z]).*$/m;

function explained(workshop: Workshop, folder: Folder, command: string, outcome: Outcome): Error {
  const text = outcome.stderr;
  if (/no space left on device/i.test(text)) return diskFull("Go's build cache (go env GOCACHE)");
  const version = /requires go >= (\S+) \(running go ([^\s;)]+)/.exec(text);
  if (version) return goTooOld(version[2] ?? "", version[1] ?? "");
  // Before 1.21 Go could not even read the line that asks for a newer one.
  const unreadable = /invalid go version '([^']+)'/.exec(text);
  if (unreadable) return goTooOld("before 1.21", unreadable[1] ?? "");
  const network = NETWORK.exec(text);
  const proxy = workshop.variables["GOPROXY"] || "the module proxy";
  if (network) return proxyUnreachable(`${folder.name} ${folder.version}`, proxy, network[0].trim());
  return buildFailed(`${folder.name} ${folder.version}`, command, outcome);
}
