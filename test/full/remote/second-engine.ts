import { spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run } from "../../../cli/run.ts";
import { eventually } from "../../e2e/eventually.ts";
import { certificates } from "./certificates.ts";

/** A Docker engine on a machine of its own, as far as its network goes: its loopback interface is not ours. */
export interface SecondEngine {
  readonly folder: string;
  /** What a person sets to speak to it by TLS. */
  readonly variables: Readonly<Record<"DOCKER_HOST" | "DOCKER_TLS_VERIFY" | "DOCKER_CERT_PATH", string>>;
  docker(...args: readonly string[]): Promise<string>;
  /** Gives it images of the engine that is this machine's. */
  load(references: readonly string[]): Promise<void>;
  stop(): Promise<void>;
}

/** Of the block that is set aside for tests of networks between networks (RFC 2544). */
const [OURS, THEIRS] = ["198.18.213.1", "198.18.213.2"];
const PORT = 2376;

/** Starts it; needs root, `ip` and `openssl`. Its files and processes are the test's own, and go with `stop`. */
export async function secondEngine(): Promise<SecondEngine> {
  const folder = mkdtempSync(join(tmpdir(), "quantflow-engine-"));
  const network = await separateNetwork();
  const { server, client } = await certificates(folder, THEIRS);
  const socket = `unix://${join(folder, "docker.sock")}`;
  const variables = { DOCKER_HOST: `tcp://${THEIRS}:${PORT}`, DOCKER_TLS_VERIFY: "1", DOCKER_CERT_PATH: client };
  const daemon = start(folder, network.name, [
    ...["--host", socket, "--host", variables.DOCKER_HOST, "--tlsverify"],
    ...["--tlscacert", join(server, "ca.pem")],
    ...["--tlscert", join(server, "server-cert.pem"), "--tlskey", join(server, "server-key.pem")],
  ]);
  const docker = (...args: readonly string[]) =>
    succeeding("docker", args, { ...process.env, ...variables }).then((text) => text.trim());
  const stop = async () => {
    const ended = once(daemon, "exit");
    if (daemon.exitCode === null && daemon.kill()) await ended;
    await network.remove();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await eventually("the second engine answers", () => docker("version"), { within: 60 });
  } catch (error) {
    const log = readFileSync(join(folder, "dockerd.log"), "utf8").slice(-4_000);
    await stop();
    throw new Error(`${log}\n${error}`);
  }
  return { folder, variables, docker, load: (references) => load(references, socket), stop };
}

function start(folder: string, network: string, args: readonly string[]) {
  const log = openSync(join(folder, "dockerd.log"), "w");
  const own = ["--data-root", join(folder, "data"), "--exec-root", join(folder, "run")];
  const command = ["dockerd", ...own, "--pidfile", join(folder, "dockerd.pid"), ...args];
  // The process becomes dockerd, so that its id is the one to end.
  const daemon = spawn("nsenter", [`--net=/run/netns/${network}`, ...command], { stdio: ["ignore", log, log] });
  closeSync(log);
  return daemon;
}

/** A network namespace with one cable to this machine's. */
async function separateNetwork() {
  const name = `qf-remote-${process.pid}`;
  const [near, far] = [`qfn${process.pid}`, `qff${process.pid}`];
  const inside = (...args: readonly string[]) => ip("netns", "exec", name, "ip", ...args);
  await ip("netns", "add", name);
  await ip("link", "add", near, "type", "veth", "peer", "name", far);
  await ip("link", "set", far, "netns", name);
  await ip("addr", "add", `${OURS}/30`, "dev", near);
  await ip("link", "set", near, "up");
  await inside("addr", "add", `${THEIRS}/30`, "dev", far);
  for (const link of [far, "lo"]) await inside("link", "set", link, "up");
  // The cable goes with the namespace that one end is in.
  return { name, remove: () => ip("netns", "delete", name) };
}

const ip = (...args: readonly string[]) => succeeding("ip", args);

async function load(references: readonly string[], socket: string): Promise<void> {
  const script = 'to=$1; shift; docker save "$@" | env -u DOCKER_TLS_VERIFY docker --host "$to" load';
  await succeeding("sh", ["-c", script, "sh", socket, ...references]);
}

async function succeeding(command: string, args: readonly string[], environment = process.env): Promise<string> {
  const { code, stdout, stderr } = await run(command, args, { environment });
  if (code !== 0) throw new Error(`${command} ${args.join(" ")} ended with ${code}: ${stderr.trim()}`);
  return stdout;
}
