import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { SECRETS_DIRECTORY } from "../../lib/services/secret.ts";
import type { Service } from "../../lib/services/service.ts";
import { builtTool } from "../support/tools.ts";

export interface Serving {
  readonly url: string;
  readonly stop: () => Promise<void>;
}

/**
 * The pinned Prometheus, started by a service's own command in a temporary folder that holds its configuration; every
 * secret's value is its name. Some files may be others.
 */
export async function serving(service: Service, others: ReadonlyMap<string, string>): Promise<Serving> {
  const { configuration, command = [], secrets = {} } = service;
  const directory = await mkdtemp(join(tmpdir(), "prometheus-"));
  const own = Object.entries(secrets).map(([name, { needs, render }]): [string, string] => [
    `secrets/${name}`,
    render(...needs.map((secret) => secret.name)),
  ]);
  for (const [name, text] of new Map([...(configuration?.files ?? []), ...others, ...own])) {
    await mkdir(dirname(join(directory, name)), { recursive: true });
    await writeFile(join(directory, name), text);
  }
  const here = (flag: string) =>
    flag
      .replace(configuration?.mount ?? "", directory)
      .replace(SECRETS_DIRECTORY, join(directory, "secrets"))
      .replace(/=\/prometheus$/, `=${join(directory, "data")}`);
  const { url, end } = await started(await builtTool("prometheus"), command.map(here));
  const stop = async () => {
    await end();
    await rm(directory, { recursive: true, force: true });
  };
  return { url, stop };
}

/** Prometheus says on which port it listens, and then that it is ready. */
async function started(program: string, flags: readonly string[]) {
  const child = spawn(program, [...flags, "--web.listen-address=127.0.0.1:0"], { stdio: ["ignore", "ignore", "pipe"] });
  const ended = once(child, "close");
  const heard: string[] = [];
  for await (const line of createInterface({ input: child.stderr })) {
    heard.push(line);
    if (!line.includes("Server is ready")) continue;
    child.stderr.resume();
    const port = /Listening on.*?127\.0\.0\.1:(\d+)/.exec(heard.join("\n"))?.[1];
    const end = async () => {
      child.kill();
      await ended;
    };
    return { url: `http://127.0.0.1:${port}`, end };
  }
  throw new Error(`Prometheus did not start:\n${heard.join("\n")}`);
}
