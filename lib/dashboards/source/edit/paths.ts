import { posix } from "node:path";

/** How a file imports another: `./feed.ts`, `../../lib/dashboards/index.ts`. Both are paths from the project's top. */
export function importedModule(from: string, to: string): string {
  const path = posix.relative(posix.dirname(from), to);
  return path.startsWith(".") ? path : `./${path}`;
}
