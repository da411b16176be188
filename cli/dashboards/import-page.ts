import { dashboards } from "../../dashboards/index.ts";
import { type Dashboard, panelsOf } from "../../lib/dashboards/index.ts";
import type { RawPart, Repair } from "../../lib/dashboards/reading/reading.ts";
import type { SourceFile } from "../../lib/dashboards/source/print/index.ts";
import { counted } from "../terminal/counted.ts";
import type { Paint } from "../terminal/terminal.ts";
import type { ImportFinding } from "./import-findings.ts";
import type { ForeignPlugin } from "./import-plugins.ts";

/** An imported dashboard and all that its reader should know. */
export interface Imported {
  readonly dashboard: Dashboard;
  readonly repairs: readonly Repair[];
  readonly raw: readonly RawPart[];
  readonly plugins: readonly ForeignPlugin[];
  /** Uids of library panels that only Grafana has. */
  readonly library: readonly string[];
  readonly findings: readonly ImportFinding[];
}

/** What was repaired, what stays raw, what must be there, what is wrong; a section each, where there is something. */
export const importPage = (imported: Imported, paint: Paint): string =>
  [
    section("Repaired", together(imported.repairs.map(({ where, what }) => [what, where])), paint),
    section(
      "Stays raw, because the model has no word for it",
      together(imported.raw.map(({ where, path }) => [path, where])),
      paint,
    ),
    section(
      "Plug-ins that Grafana must have",
      imported.plugins.map(({ plugin, panels }) => `${plugin}: ${panels.join(", ")}`),
      paint,
    ),
    section("Library panels that Grafana must have", imported.library, paint),
    section(
      "Findings of the PromQL checker",
      together(imported.findings.map((one) => [said(one, paint), `panel "${one.panel}"`])),
      paint,
    ),
    counts(imported),
  ]
    .filter((part) => part !== "")
    .join("\n\n");

const section = (title: string, lines: readonly string[], paint: Paint): string =>
  lines.length === 0
    ? ""
    : [paint("bold", `${title}:`), ...lines.map((line) => `  ${line.replace(/\n/g, "\n    ")}`)].join("\n");

/** What is said of several places is said once. */
function together(pairs: readonly (readonly string[])[]): readonly string[] {
  const places = new Map<string, string[]>();
  for (const [what = "", where = ""] of pairs) places.set(what, [...(places.get(what) ?? []), where]);
  return [...places].map(([what, where]) => `${listed([...new Set(where)])}: ${what}`);
}

const SHOWN = 4;
const listed = (places: readonly string[]): string =>
  places.length <= SHOWN ? places.join(", ") : `${places.slice(0, SHOWN).join(", ")} and ${places.length - SHOWN} more`;

const said = ({ severity, check, message, suggestion }: ImportFinding, paint: Paint): string =>
  `${paint(severity === "error" ? "red" : "yellow", severity)} ${check}: ${message}${suggestion === undefined ? "" : `\nwrite: ${suggestion}`}`;

const counts = ({ dashboard, repairs, raw, findings }: Imported): string => {
  const parts = [
    counted(panelsOf(dashboard).length, "panel"),
    counted(repairs.length, "repair"),
    counted(raw.length, "raw value"),
    counted(findings.length, "finding"),
  ];
  return `${dashboard.title} (${dashboard.uid}): ${parts.join(", ")}`;
};

/** For a script. */
export const importRecord = (
  { dashboard, ...found }: Imported,
  files: readonly SourceFile[],
  written: readonly string[],
) => ({
  uid: dashboard.uid,
  title: dashboard.title,
  ...{ files, written, repairs: found.repairs, raw: found.raw },
  ...{ plugins: found.plugins, library: found.library, findings: found.findings },
});

/** How an imported dashboard becomes one of ours. */
export function nextSteps({ uid }: Dashboard, files: readonly SourceFile[]): string {
  const [first] = files;
  const name = /^export const (\S+) =/m.exec(first?.text ?? "")?.[1];
  const taken = dashboards.find((one) => one.uid === uid);
  const clash =
    taken &&
    `"${taken.title}" has the uid ${uid} already: give another by --uid, or fetch the changes by npx quantflow dashboards pull ${uid}.`;
  const way = `To go on: add ${name} of ${first?.path} to dashboards/index.ts, then npx quantflow dashboards lint and preview.`;
  return [...(clash ? [clash] : []), way].join("\n");
}
