import { duration } from "../../metrics/duration.ts";
import type { Equivalent } from "./equivalent.ts";
import type { Judgement } from "./judge.ts";
import { OPERATORS } from "./list.ts";
import { type Results, type Survivor, survives, tally } from "./tally.ts";

const INTRODUCTION = `# Mutants of the alerts

A mutant is an alert's rule with one mistake in it. Each is put into the alert's place and run by promtool on every proof
of the alert, one after the other, until one turns red and so kills it. A mutant that survives is a mistake that nobody
would notice.`;

/** What became of every mutant, in Markdown: in all, by operator, by alert and proof; survivors with their text. */
export function mutationReport(results: Results): string {
  const { survivors } = tally(results);
  const parts = [
    INTRODUCTION,
    inAll(results),
    survivors.length === 0 ? "" : `## Survivors\n\n${survivors.map(survivorLine).join("\n")}`,
    results.equivalents.length === 0 ? "" : `## Equivalents\n\n${equivalentsTable(results.equivalents)}`,
    `## Operators\n\n${operatorsTable(results.judgements)}`,
    `## Alerts\n\n${alertsTable(results)}`,
    ...byName(results.judgements).map(([alert, judgements]) => `### ${alert}\n\n${proofsTable(judgements)}`),
  ];
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}

function inAll(results: Results): string {
  const { mutants, killed, equivalent, survivors } = tally(results);
  const rules = results.judgements.length;
  return `Of ${mutants} mutants of ${rules} rules, proofs kill ${killed} (${share(killed, mutants)}); ${equivalent} (${share(equivalent, mutants)}) are equivalent; ${survivors.length} survive.`;
}

const share = (part: number, whole: number): string => (whole === 0 ? "0 %" : `${((100 * part) / whole).toFixed(1)} %`);

const survivorLine = ({ alert, mutant }: Survivor): string =>
  `- ${alert}, ${mutant.what}:\n  \`${mutant.expr}\`${mutant.for ? ` for ${duration(mutant.for)}` : ""}`;

const equivalentsTable = (equivalents: readonly Equivalent[]): string =>
  table(
    ["alert", "mutant", "why it is the alert itself"],
    equivalents.map(({ alert, mutant, why }) => [alert, code(mutant), why]),
  );

function operatorsTable(judgements: readonly Judgement[]): string {
  const all = judgements.flatMap(({ verdicts }) => verdicts);
  const rows = OPERATORS.map(({ id, summary, why }) => {
    const own = all.filter(({ mutant }) => mutant.operator === id);
    return [code(id), `${summary}. ${why}`, `${own.length}`, `${own.filter((one) => !survives(one)).length}`];
  });
  return table(["operator", "mistake", "mutants", "killed"], rows);
}

function alertsTable({ judgements, equivalents }: Results): string {
  const rows = byName(judgements).map(([alert, own]) => {
    const { mutants, killed, equivalent, survivors } = tally({ judgements: own, equivalents });
    return [alert, `${own.length}`, `${mutants}`, `${killed}`, `${equivalent}`, `${survivors.length}`];
  });
  return table(["alert", "rules", "mutants", "killed", "equivalent", "survive"], rows);
}

/** Proofs that killed something; the later one stands, the less is left for it. */
function proofsTable(judgements: readonly Judgement[]): string {
  const verdicts = judgements.flatMap((one) => one.verdicts);
  const proofs = [...new Set(judgements.flatMap((one) => one.proofs))];
  const rows = proofs.map((proof) => {
    const killed = verdicts.filter(({ killedBy }) => killedBy === proof).map(({ mutant }) => mutant);
    return [proof, `${killed.length}`, [...new Set(killed.map(({ what }) => what))].map(code).join(", ")];
  });
  const killing = rows.filter(([, kills]) => kills !== "0");
  const others = rows.length - killing.length;
  return `${table(["proof", "kills", "which"], killing)}\n\nProofs that nothing was left for: ${others}.`;
}

const byName = (judgements: readonly Judgement[]): readonly (readonly [string, readonly Judgement[]])[] =>
  [...new Set(judgements.map(({ alert }) => alert))].map((alert) => [
    alert,
    judgements.filter((one) => one.alert === alert),
  ]);

const code = (text: string): string => `\`${text}\``;

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.map(cell).join(" | ")} |`).join("\n");

const cell = (text: string): string => text.replaceAll("|", "\\|");
