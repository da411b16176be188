import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Dashboard } from "../../lib/dashboards/index.ts";
import type { Sources } from "../../lib/dashboards/source/edit/index.ts";
import { nearest } from "../terminal/nearest.ts";
import type { Evaluated } from "./code-thread.ts";
import { brokenCode, unknownDashboardInCode } from "./errors.ts";
import { evaluated, type Overlay } from "./pull-evaluate.ts";

const MODEL = "cli/dashboards/pull-model.ts";

/** The code that makes dashboards, as it stands on the disk. */
export const sourcesIn = (root: string): Sources => ({
  contents: "dashboards/index.ts",
  read: (file) => textOf(join(root, file)),
});

/** Undefined where there is no such file. */
function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

/** What the code makes with edited files in place of its own. */
export const dashboardsWith = (root: string, overlay: Overlay): Promise<Evaluated<readonly Dashboard[]>> =>
  evaluated<readonly Dashboard[]>(root, MODEL, overlay);

/** What the code makes now. Fails where it is broken. */
export async function dashboardsOf(root: string): Promise<readonly Dashboard[]> {
  const result = await dashboardsWith(root, new Map());
  if ("broken" in result) throw brokenCode(result.broken);
  return result.made;
}

/** Those of these uids; all of them where none is named. Fails on one that the code does not have. */
export function chosen(all: readonly Dashboard[], uids: readonly string[]): readonly Dashboard[] {
  const known = all.map(({ uid }) => uid);
  const unknown = uids.find((uid) => !known.includes(uid));
  if (unknown !== undefined) throw unknownDashboardInCode(unknown, known, nearest(unknown, known));
  return all.filter(({ uid }) => uids.length === 0 || uids.includes(uid));
}
