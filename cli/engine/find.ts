import { existsSync } from "node:fs";
import { userInfo } from "node:os";
import type { CliError } from "../errors.ts";
import type { Outcome } from "../run.ts";
import type { Workshop } from "../tools/index.ts";
import { dockerMissing, engineDead, malformedEndpoint, noPermission, remoteUnreachable } from "./errors.ts";

/** An engine that answers. */
export interface Engine {
  /** `unix:///var/run/docker.sock`, `tcp://…`, `ssh://…` */
  readonly endpoint: string;
  /** What names it. */
  readonly from: "DOCKER_HOST" | "docker context" | "default";
  /** The server's version, `20.10.24`. */
  readonly version: string;
  /** As Docker names it: `amd64`. */
  readonly architecture: string;
}

/** An engine that answers, or why there is none. */
export type Found =
  | { readonly state: "answers"; readonly engine: Engine }
  | { readonly state: "not installed" | "dead" | "unusable"; readonly error: CliError };

type Asker = Pick<Workshop, "run" | "variables" | "signal">;
type Endpoint = Pick<Engine, "endpoint" | "from">;

const DEFAULT_SOCKET = "unix:///var/run/docker.sock";

/** Asks the engine that `docker` would use: DOCKER_HOST, then the docker context, then the default socket. */
export async function findEngine(asker: Asker): Promise<Found> {
  const endpoint = await chosenEndpoint(asker);
  if (!endpoint) return { state: "not installed", error: dockerMissing() };
  const format = "{{.Server.Version}} {{.Server.Arch}}";
  const outcome = await docker(asker, ["version", "--format", format]);
  if (outcome?.code !== 0) return explained(endpoint, outcome?.stderr.trim() ?? "");
  const [version = "", architecture = ""] = outcome.stdout.trim().split(" ");
  return { state: "answers", engine: { ...endpoint, version, architecture } };
}

/** Undefined where there is no docker command. */
export async function chosenEndpoint(asker: Asker): Promise<Endpoint | undefined> {
  const host = asker.variables["DOCKER_HOST"];
  const context = ["context", "inspect", "--format", "{{.Name}} {{.Endpoints.docker.Host}}"];
  const outcome = await docker(asker, host ? ["--version"] : context);
  if (!outcome) return undefined;
  if (host) return { endpoint: host, from: "DOCKER_HOST" };
  const [name, endpoint] = outcome.stdout.trim().split(" ");
  if (name === "default" || !endpoint) return { endpoint: DEFAULT_SOCKET, from: "default" };
  return { endpoint, from: "docker context" };
}

/** Undefined where there is no docker command. */
const docker = ({ run, variables, signal }: Asker, args: readonly string[]): Promise<Outcome | undefined> =>
  run("docker", args, { environment: variables, signal }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw error;
  });

/** Whether it runs on another machine, as far as its address tells. */
export const isRemote = ({ endpoint }: Pick<Engine, "endpoint">): boolean => !isLocal(endpoint);

const isLocal = (endpoint: string): boolean => endpoint.startsWith("unix:") || endpoint.startsWith("npipe:");

/** An engine that is started here answers at the default socket, so it is no remedy for a DOCKER_HOST of another name. */
function explained({ endpoint, from }: Endpoint, text: string): Found {
  const detail = text.split("\n").at(-1) || "no answer";
  if (/unable to parse docker host|invalid (?:bind address|proto)|unsupported protocol/i.test(text))
    return { state: "unusable", error: malformedEndpoint(endpoint, from) };
  if (/permission denied/i.test(text)) return { state: "unusable", error: noPermission(endpoint, userInfo().username) };
  if (!isLocal(endpoint) || (from === "DOCKER_HOST" && endpoint !== DEFAULT_SOCKET))
    return { state: "unusable", error: remoteUnreachable(endpoint, from, detail) };
  return { state: "dead", error: engineDead(endpoint, detail) };
}

/** Whether a server that could answer at a local socket is on this machine at all. */
export const serverInstalled = (variables: NodeJS.ProcessEnv): boolean =>
  [...(variables["PATH"] ?? "").split(":"), "/usr/sbin", "/usr/local/sbin"].some((folder) =>
    existsSync(`${folder}/dockerd`),
  );
