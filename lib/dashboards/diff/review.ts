import { readDashboard } from "../reading/any.ts";
import { hintsOf, type Repair } from "../reading/reading.ts";
import type { References } from "../references.ts";
import { withoutCounters } from "./counters.ts";
import { differences } from "./differences.ts";
import { lines } from "./words.ts";

/**
 * What changed between two texts of a dashboard's JSON (v1 or v2, of any age), in a person's words, a line for each
 * panel, row or variable: for reviews of files. No line: nothing that anybody sees. Fails with a `SyntaxError` on what
 * is no JSON, with a `DashboardError` on what is no dashboard.
 */
export function reviewed(before: string, after: string, references: References): readonly string[] {
  const was = readDashboard(JSON.parse(before), references);
  const is = readDashboard(JSON.parse(after), references, hintsOf(was.dashboard));
  const known = new Set(was.repairs.map(told));
  return [
    ...lines(differences(withoutCounters(was.dashboard), withoutCounters(is.dashboard))),
    ...is.repairs.map(told).filter((line) => !known.has(line)),
  ];
}

const told = ({ where, what }: Repair): string => `${where} ${what}`;
