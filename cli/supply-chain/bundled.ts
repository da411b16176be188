import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bundleApplication } from "../../images/quantflow-app/bundle.ts";
import { unknownInput } from "./errors.ts";
import { type LockedPackage, readLock } from "./lock.ts";

/** The packages that the application's programs are bundled from, and the Node.js of a processor (`x64`); each once. */
export async function bundledPackages(
  root: string,
  architecture: NodeJS.Architecture,
): Promise<readonly LockedPackage[]> {
  const output = mkdtempSync(join(tmpdir(), "quantflow-bundle-"));
  try {
    const { inputs } = await bundleApplication(root, output);
    const locked = readLock(readFileSync(join(root, "package-lock.json"), "utf8"));
    const node = readLock(readFileSync(join(root, "images", "node", "package-lock.json"), "utf8"));
    const ours = node.filter(({ name }) => name === `node-linux-${architecture}`);
    return [...packagesOf(Object.keys(inputs), locked), ...ours];
  } finally {
    rmSync(output, { recursive: true });
  }
}

/** Those of the lock that files come from. Fails for a file in node_modules that the lock does not know. */
export function packagesOf(files: readonly string[], locked: readonly LockedPackage[]): readonly LockedPackage[] {
  const byPath = new Map(locked.map((one) => [one.path, one]));
  const paths = new Set(files.flatMap((file) => FOLDER.exec(file)?.[0] ?? []));
  return [...paths].sort().map((path) => {
    const found = byPath.get(path);
    if (found === undefined) throw unknownInput(path);
    return found;
  });
}

/** The innermost package that a file belongs to. */
const FOLDER = /^.*node_modules\/(?:@[^/]+\/)?[^/]+/;
