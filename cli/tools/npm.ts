import type { Outcome } from "../run.ts";
import { buildFailed, diskFull, npmUnreachable } from "./errors.ts";
import type { Workshop } from "./workshop.ts";

/**
 * Installs exactly what package-lock.json in the directory names, and runs no package's script. Packages that only its
 * development needs are left out unless `tools` says that something is built with them.
 */
export async function installPackages(
  workshop: Workshop,
  what: string,
  directory: string,
  { tools = false } = {},
): Promise<void> {
  const omit = tools ? [] : ["--omit=dev"];
  const args = ["ci", "--ignore-scripts", ...omit, "--no-fund", "--no-audit", "--loglevel=error"];
  const outcome = await workshop.run("npm", args, {
    directory,
    environment: workshop.variables,
    signal: workshop.signal,
  });
  if (outcome.code !== 0) throw explained(what, outcome);
}

const NETWORK = /^.*\b(?:ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|E403|E404|E50\d)\b.*$/m;

function explained(what: string, outcome: Outcome): Error {
  if (/ENOSPC/.test(outcome.stderr)) return diskFull("an npm package");
  const network = NETWORK.exec(outcome.stderr);
  if (network) return npmUnreachable(what, network[0].trim());
  // npm ends with its manual; the cause stands first.
  const cause = outcome.stderr.split("\n").slice(0, 8).join("\n");
  return buildFailed(what, "npm ci", { ...outcome, stdout: "", stderr: cause });
}
