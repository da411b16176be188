import { existsSync, readdirSync, readFileSync, realpathSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { contentKey } from "../tools/cache.ts";
import { statePlace, terraformBlock } from "./backend.ts";
import { postgresConnection, withoutSecrets } from "./connection.ts";
import { initFailed, providerUnavailable } from "./errors.ts";
import type { Program } from "./find.ts";
import { terraform } from "./run.ts";
import { errorIn, stateFailure } from "./state-failure.ts";

/**
 * `terraform init`, skipped when the folder was initialised for the same providers, backend and program before and its
 * providers are still there; the backend's connection is looked at each time. `-upgrade` lets a provider change its source (registry, mirror), which a lock file forbids.
 */
export async function init(given: Program, directory: string, signal: AbortSignal): Promise<void> {
  if (statePlace(directory).kind === "pg") postgresConnection(given.environment);
  const stamp = join(directory, ".terraform", "quantflow-init");
  const key = keyOf(given, directory);
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === key && providersStand(directory)) return;
  const lines: string[] = [];
  const code = await terraform(given.binary, ["init", "-input=false", "-no-color", "-upgrade", "-reconfigure"], {
    directory,
    environment: given.environment,
    onLine: (line) => lines.push(line),
    signal,
  });
  if (signal.aborted) return;
  if (code !== 0) throw explained(directory, lines, given.environment);
  writeFileSync(stamp, key);
}

/** What init reads of the folder: the `terraform` block names the providers and the backend. */
function keyOf({ binary, version, environment }: Program, directory: string): string {
  const configuration = environment["TF_CLI_CONFIG_FILE"] ?? "";
  return contentKey([JSON.stringify(terraformBlock(directory)), binary, version, configuration]);
}

/** A mirror's providers are links into the cache, which somebody may have emptied. */
function providersStand(directory: string): boolean {
  if (terraformBlock(directory).required_providers === undefined) return true;
  const providers = join(directory, ".terraform", "providers");
  if (!existsSync(providers) || !existsSync(join(directory, ".terraform.lock.hcl"))) return false;
  const entries = readdirSync(providers, { recursive: true, withFileTypes: true });
  const links = entries.filter((entry) => entry.isSymbolicLink()).map((entry) => join(entry.parentPath, entry.name));
  return links.every((path) => existsSync(path) && existsSync(realpathSync(path)));
}

function explained(directory: string, lines: readonly string[], variables: NodeJS.ProcessEnv): Error {
  const words = withoutSecrets(errorIn(lines), variables).replace(/^/gm, "  ");
  const network = /Failed to query available provider packages|Failed to install provider|could not connect to/;
  if (network.test(words)) return providerUnavailable(directory, words);
  return stateFailure(words, directory) ?? initFailed(directory, words);
}
