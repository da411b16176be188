import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { contentKey } from "../tools/cache.ts";

/** Everything that proofs are made of: the same sources make the same proofs. */
const FOLDERS = ["metrics", "rules", "lib/metrics", "lib/promql", "lib/alerting", "stacks", "cli/check"];

/** Names the content of the sources of proofs, and of the packages that they use. */
export function sourcesKey(root: string): string {
  const files = FOLDERS.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name)),
  );
  const all = [...files.sort(), join(root, "package-lock.json")];
  return contentKey(all.flatMap((file) => [relative(root, file), readFileSync(file)]));
}
