import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { text } from "node:stream/consumers";
import { DashboardError, panelsOf, type References } from "../../lib/dashboards/index.ts";
import { importDashboard } from "../../lib/dashboards/reading/import.ts";
import type { Catalogue } from "../../lib/promql/checker/index.ts";
import { malformedUidGiven, notImportable, unreadableFile } from "./import-errors.ts";
import { findingsOf } from "./import-findings.ts";
import { parsedJson } from "./import-json.ts";
import type { Imported } from "./import-page.ts";
import { foreignPlugins } from "./import-plugins.ts";

/** The text of a file, or of standard input. */
export async function contentOf(file: string): Promise<string> {
  if (file === "-") return text(process.stdin);
  try {
    return readFileSync(resolve(file), "utf8");
  } catch (cause) {
    throw unreadableFile(file, cause as Error);
  }
}

/** What a file holds, judged. `uid` takes the place of its own. */
export function imported(
  file: string,
  content: string,
  by: { readonly references: References; readonly catalogue: Catalogue; readonly uid?: string | undefined },
): Imported {
  if (by.uid !== undefined && !/^[A-Za-z0-9_-]{1,40}$/.test(by.uid)) throw malformedUidGiven(by.uid);
  const reading = read(file, content, by.references);
  const dashboard = { ...reading.dashboard, uid: by.uid ?? reading.dashboard.uid };
  const library = panelsOf(dashboard).flatMap((panel) =>
    panel.kind === "library" && panel.library.panel === undefined
      ? [`${panel.library.name} (${panel.library.uid})`]
      : [],
  );
  return {
    ...reading,
    dashboard,
    plugins: foreignPlugins(dashboard),
    library: [...new Set(library)],
    findings: findingsOf(dashboard, by.catalogue),
  };
}

function read(file: string, content: string, references: References) {
  try {
    return importDashboard(parsedJson(file, content), references);
  } catch (error) {
    if (error instanceof DashboardError) throw notImportable(file, error.code, error.message);
    throw error;
  }
}
