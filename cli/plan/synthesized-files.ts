import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isSynthesized } from "../../lib/review/seal/index.ts";

/** The files of a stack's synthesized folder by relative name with `/`, but for what Terraform writes there itself. */
export function synthesizedFiles(folder: string): ReadonlyMap<string, Uint8Array> {
  return new Map(namesBelow(folder, "").map((name) => [name, readFileSync(join(folder, name))] as const));
}

function namesBelow(folder: string, below: string): readonly string[] {
  return readdirSync(join(folder, below), { withFileTypes: true }).flatMap((entry) => {
    const name = below === "" ? entry.name : `${below}/${entry.name}`;
    if (!isSynthesized(entry.isDirectory() ? `${name}/` : name)) return [];
    return entry.isDirectory() ? namesBelow(folder, name) : [name];
  });
}
