import { canonicalJson } from "./canonical.ts";
import { sha256 } from "./sha256.ts";

/** What Terraform writes into a folder it works in. Everything else there can change what it does, and is hashed. */
const WRITTEN =
  /^(?:\.terraform\/.*|\.terraform\.lock\.hcl|\.terraform\.tfstate\.lock\.info|.*\.tfstate(?:\.[^/]*)?|.*\.tfplan|crash[^/]*\.log)$/;

/** Whether a file of a stack's synthesized folder counts; `name` is relative to it, with `/`. */
export function isSynthesized(name: string): boolean {
  return !WRITTEN.test(name);
}

/**
 * SHA-256 of a stack's synthesized folder: of the canonical JSON of `[[name, sha256 of content], ...]`, sorted by name.
 * `files` are all files below it, by relative name with `/`: `cdk.tf.json`, the assets it names and whatever else
 * Terraform would load (`*.tf`, `*.auto.tfvars`). Providers, lock, states and saved plans do not count; the lock has a
 * hash of its own.
 */
export function synthesizedHash(files: ReadonlyMap<string, Uint8Array>): string {
  const counted = [...files].filter(([name]) => isSynthesized(name)).sort(([a], [b]) => (a < b ? -1 : 1));
  return sha256(canonicalJson(counted.map(([name, content]) => [name, sha256(content)])));
}
