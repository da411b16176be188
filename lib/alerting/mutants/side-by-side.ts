import { duration } from "../../metrics/duration.ts";
import { nodes } from "../../promql/parse/ast.ts";
import { parse } from "../../promql/parse/parse.ts";
import { metricsIn } from "../proofs/suite.ts";
import type { Mutant } from "./mutant.ts";
import type { FiledAlert, FiledAlertingRule, FiledRecordingRule } from "./rule-file.ts";

type FiledRule = FiledAlertingRule | FiledRecordingRule;

/** The rules of the alert and of its mutants, for one rule file: the alert goes by the first name, they by the next. */
export const sideBySide =
  (filed: FiledAlert, mutants: readonly Mutant[]) =>
  ([name = "", ...others]: readonly string[]): readonly FiledRule[] => [
    ...filed.recordings,
    { ...filed.alert, alert: name },
    ...mutants.flatMap((mutant, index) => mutated(filed, mutant, others[index] ?? "")),
  ];

function mutated(filed: FiledAlert, mutant: Mutant, name: string): readonly FiledRule[] {
  if (mutant.recording) return withRecording(filed, mutant, name);
  const { for: _, ...alert } = filed.alert;
  return [{ ...alert, alert: name, expr: mutant.expr, ...(mutant.for && { for: duration(mutant.for) }) }];
}

/** What reads the changed recording reads it under another name, and is recorded under another itself. */
function withRecording(
  { alert, recordings }: FiledAlert,
  { recording, expr }: Mutant,
  name: string,
): readonly FiledRule[] {
  const changed = recordings.find((one) => one.record === recording?.record && one.expr === recording.expr);
  const affected = new Set<string>();
  const own = recordings.flatMap((one) => {
    const reads = [...metricsIn(one.expr)].some((metric) => affected.has(metric));
    if (one !== changed && !reads) return [];
    const text = readingOwn(one === changed ? expr : one.expr, affected, name);
    affected.add(one.record);
    return [{ ...one, record: ownName(one.record, name), expr: text }];
  });
  return [...own, { ...alert, alert: name, expr: readingOwn(alert.expr, affected, name) }];
}

/** Begins with the mutant's name, so that promtool's report of it is one of the mutant. */
const ownName = (record: string, name: string): string => `${name}:${record}`;

function readingOwn(expr: string, affected: ReadonlySet<string>, name: string): string {
  const spans = nodes(parse(expr).expression).flatMap((node) =>
    node.kind === "selector" && affected.has(node.name ?? "") ? [node.nameSpan] : [],
  );
  return spans
    .toSorted((a, b) => b.from - a.from)
    .reduce((text, { from, to }) => text.slice(0, from) + ownName(text.slice(from, to), name) + text.slice(to), expr);
}
