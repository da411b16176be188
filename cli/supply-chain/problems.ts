import { readFileSync } from "node:fs";
import { join } from "node:path";
import { actionProblems } from "./actions.ts";
import { EXCEPTIONS, STATED_ELSEWHERE } from "./agreed.ts";
import { moduleProblems } from "./go.ts";
import type { GoLicences } from "./go-licences.ts";
import { licenceProblems } from "./licences.ts";
import { lockProblems, readLock } from "./lock.ts";
import { everyPinned, lockFolders, moduleFolders, type Pinned, workflowFiles } from "./pinned.ts";

/** What of the committed files is not pinned to its content, or is under a licence that nobody agreed to; each in words. */
export function supplyChainProblems(root: string, goLicences: GoLicences): readonly string[] {
  const text = (path: string) => readFileSync(join(root, path), "utf8");
  const pinned = everyPinned(root, goLicences);
  return [
    ...lockFolders(root).flatMap((folder) => {
      const file = join(folder, "package-lock.json");
      const packages = readLock(text(file));
      return [...lockProblems(file, packages), ...licenceProblems(file, packages)];
    }),
    ...moduleFolders(root).flatMap((folder) =>
      moduleProblems(folder, text(join(folder, "go.mod")), text(join(folder, "go.sum"))),
    ),
    ...goLicenceProblems(pinned, goLicences),
    ...workflowFiles(root).flatMap((file) => actionProblems(file, text(file))),
    ...unneeded(pinned),
  ];
}

/** Only what go.sum hashes whole is ever compiled. */
function goLicenceProblems(pinned: readonly Pinned[], licences: GoLicences): readonly string[] {
  const compiled = pinned.filter(({ kind, hash }) => kind === "go" && hash !== undefined);
  const isRead = ({ name, version }: Pinned) => licences[`${name}@${version}`] !== undefined;
  const unread = compiled.filter((one) => !isRead(one));
  return [
    ...unread.map(
      ({ name, version, pin }) =>
        `${pin}: the licence of ${name} ${version} is not recorded: npx quantflow supply-chain --write`,
    ),
    ...licenceProblems(
      "tools",
      compiled.filter(isRead).map(({ name, licence }) => ({ name, licence: licence || undefined })),
    ),
  ];
}

/** What was agreed to for something that is gone. */
function unneeded(pinned: readonly Pinned[]): readonly string[] {
  const names = new Set(pinned.map(({ name }) => name));
  return [...EXCEPTIONS.map(({ name }) => name), ...Object.keys(STATED_ELSEWHERE)]
    .filter((name) => !names.has(name))
    .map((name) => `cli/supply-chain/agreed.ts speaks of ${name}, which nothing brings any more: take it out`);
}
