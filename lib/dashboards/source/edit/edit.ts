import type { Dashboard } from "../../dashboard.ts";
import { type Difference, patched } from "../../diff/index.ts";
import { MAKERS } from "../print/program.ts";
import { QUANTITIES } from "../print/scale.ts";
import { type Exports, mendImports } from "./imports.ts";
import { apply } from "./literal.ts";
import { dashboardCode, panelCode, rowCode } from "./locate.ts";
import { Program, placeOf, type Read } from "./program.ts";
import { type Refusal, Refused } from "./refusal.ts";
import { isStructural, restructure } from "./structure.ts";
import { Shared } from "./thresholds.ts";
import { valueEdits } from "./value.ts";

/** The sources of dashboards, as paths from the project's top. */
export interface Sources {
  readonly read: Read;
  /** The table of contents, from which every dashboard is reached: `dashboards/index.ts`. */
  readonly contents: string;
}

/** A threshold that belongs to an alert: it is never written with the panel. */
export interface SharedThreshold {
  readonly alert: string;
  /** What Grafana has now, in the base unit. */
  readonly value: number;
  /** `file:line` of the panel's `thresholdOf`. */
  readonly source: string;
}

export type Outcome =
  | { readonly difference: Difference; readonly kind: "written" }
  | { readonly difference: Difference; readonly kind: "refused"; readonly refusal: Refusal }
  | { readonly difference: Difference; readonly kind: "shared"; readonly shared: SharedThreshold };

export interface Edited {
  /** New texts by file; undefined: the file has nothing left in it. */
  readonly files: ReadonlyMap<string, string | undefined>;
  readonly outcomes: readonly Outcome[];
}

/** Where names come from that an edit may use. */
const LIBRARY: Exports = { "lib/dashboards/index.ts": MAKERS, "lib/metrics/units.ts": QUANTITIES };

/**
 * Puts differences into the code that makes `dashboard`, each as the smallest change of its text; `dashboard` is what
 * the code makes now. Every difference is written, refused with its source line, or shared with an alert.
 */
export function edit(sources: Sources, dashboard: Dashboard, differences: readonly Difference[]): Edited {
  const newRows = differences.filter(({ noun, what, to }) => noun === "row" && what === "all" && to !== undefined);
  const outcomes = withConsequences(differences.map((difference) => judged(sources, dashboard, difference, newRows)));
  const written = outcomes.flatMap(({ kind, difference }) => (kind === "written" ? [difference] : []));
  const program = new Program(sources.read);
  let current = dashboard;
  for (const difference of written.filter((one) => !isStructural(one)))
    current = writeValue(program, sources.contents, current, difference);
  writeStructure(program, sources.contents, current, written.filter(isStructural));
  for (const [file] of program.edited()) mendImports(program, file, sources.read(file), LIBRARY);
  return { files: program.edited(), outcomes };
}

/** What the model has no word for is raw as well (a unit that is `none`): where the one is refused, the other is too. */
function withConsequences(outcomes: readonly Outcome[]): readonly Outcome[] {
  return outcomes.map((outcome) => {
    const cause = outcomes.find((one) => one.kind === "refused" && follows(outcome.difference, one.difference));
    return cause?.kind === "refused" ? { ...cause, difference: outcome.difference } : outcome;
  });
}

const follows = (one: Difference, { noun, key, what }: Difference): boolean => {
  const name = /\w+$/.exec(what)?.[0] ?? what;
  return one.noun === noun && one.key === key && new RegExp(`^raw\\b.*\\b${name}"?\\]?$`).test(one.what);
};

/** Tries one difference by itself, so that a refusal speaks of the code as it stands; a panel may move to a new row. */
function judged(
  sources: Sources,
  dashboard: Dashboard,
  difference: Difference,
  newRows: readonly Difference[],
): Outcome {
  const program = new Program(sources.read);
  const rows = difference.noun === "panel" ? newRows : [];
  try {
    if (isStructural(difference)) writeStructure(program, sources.contents, dashboard, [...rows, difference]);
    else writeValue(program, sources.contents, dashboard, difference);
    return { difference, kind: "written" };
  } catch (error) {
    if (error instanceof Refused) return { difference, kind: "refused", refusal: error.refusal };
    if (!(error instanceof Shared)) throw error;
    const { alert, value, node } = error;
    return { difference, kind: "shared", shared: { alert, value, source: placeOf(node) } };
  }
}

/** `file:line` of the code of what a difference is about; of the dashboard, where that has none of its own. */
export function sourceOf(sources: Sources, { uid }: Dashboard, { noun, key }: Difference): string {
  const program = new Program(sources.read);
  const code = dashboardCode(program, sources.contents, uid);
  try {
    if (noun === "panel") return placeOf(panelCode(code, key).call);
    if (noun === "row") return placeOf(rowCode(program, code, key).object);
  } catch (error) {
    if (error instanceof Refused) return error.refusal.source;
    throw error;
  }
  return placeOf(code.object);
}

/** Answers what the code makes then. */
function writeValue(program: Program, contents: string, before: Dashboard, difference: Difference): Dashboard {
  const after = patched(before, [difference]);
  const code = dashboardCode(program, contents, before.uid);
  for (const { file, replacements } of valueEdits(program, code, { difference, before, after }))
    apply(program, file, replacements);
  return after;
}

function writeStructure(program: Program, contents: string, before: Dashboard, all: readonly Difference[]): void {
  if (all.length > 0) restructure({ program, contents, uid: before.uid }, before, all);
}
