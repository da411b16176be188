/** docs/reports/faults.md: what each cell states, and what was measured. */
import type { Cell } from "./matrix.ts";
import { type CellResult, holds, measures, type NoticeResult } from "./result.ts";
import { isWaived, toldBy } from "./statement.ts";

const seconds = (value: number | undefined): string => (value === undefined ? "never" : value.toFixed(1));
const cellText = (text: string): string => text.replaceAll("|", "\\|");
const row = (cells: readonly string[]): string => `| ${cells.map(cellText).join(" | ")} |`;
const tableOf = (heads: readonly string[], rows: readonly (readonly string[])[]): string =>
  [row(heads), row(heads.map(() => "---")), ...rows.map(row)].join("\n");

const INTRODUCTION = `# The fault matrix

Written by \`npm run faults\`, which breaks every service in every way that applies to it, on real containers, and sees who
is told, and how soon. A time is in seconds from the fault; *well again after* counts from its end. What a time may be at
most is the rule's own: until a scrape can show the fault, a scrape, \`for\` rounded up to an evaluation, an evaluation, the
group's wait, 2 s. A cell holds when everyone who is named was told in time, no fill is lost, and all is well again after
the fault is gone; when the rule fires is shown, and not judged. Each cell was measured on its commit; \`+\` after it: with
changes that were not committed yet. Where the load is far above the number of cores, others were at work on the machine.
A cell whose statement has changed since is not measured.`;

/** The page, of the matrix as it is now and everything that was measured. */
export function page(matrix: readonly Cell[], results: readonly CellResult[]): string {
  const environments = [...new Set(["fault", ...results.map(({ environment }) => environment)])];
  const parts = environments.map((name) => section(name, matrix, results));
  return `${[INTRODUCTION, kindsPart(matrix), ...parts].join("\n\n")}\n`;
}

function kindsPart(matrix: readonly Cell[]): string {
  const kinds = [...new Set(matrix.map(({ kind }) => kind))];
  const rows = kinds.map(({ id, summary, why }) => [`\`${id}\``, summary, why]);
  return `## What is done\n\n${tableOf(["fault", "what is done", "stands for"], rows)}`;
}

function section(environment: string, matrix: readonly Cell[], all: readonly CellResult[]): string {
  const results = new Map(
    matrix.flatMap((cell) => {
      const found = all.find((one) => one.environment === environment && one.cell === cell.name && measures(cell, one));
      return found ? [[cell.name, found] as const] : [];
    }),
  );
  const shown = environment === "fault" ? matrix : matrix.filter(({ name }) => results.has(name));
  return [
    `## Environment ${environment}`,
    summaryOf(shown, results),
    tableOf(
      HEADS,
      shown.flatMap((cell) => rowsOf(cell, results.get(cell.name))),
    ),
    "### What else was seen, and is stated",
    tableOf(
      ["cell", "also fired", "inhibited", "fills stored meanwhile", "stated to be lost", "stated to come back"],
      shown.map((cell) => besides(cell, results.get(cell.name))),
    ),
  ].join("\n\n");
}

const HEADS = [
  "cell",
  "noticed by",
  "fires after",
  "at most",
  "told",
  "well again after",
  "result",
  "commit, load on cores",
];

function summaryOf(shown: readonly Cell[], results: ReadonlyMap<string, CellResult>): string {
  const measured = shown.flatMap(({ name }) => results.get(name) ?? []);
  const waived = measured.filter((one) => one.waived !== undefined && holds(one)).length;
  const failed = measured.filter((one) => !holds(one)).length;
  const missing = shown.length - measured.length;
  return `${shown.length} cells: ${measured.length - waived - failed} hold, ${waived} are waived with their reason and recover, ${failed} fall short, ${missing} are not measured yet.`;
}

function rowsOf({ name, statement }: Cell, result: CellResult | undefined): readonly (readonly string[])[] {
  const last = result
    ? [
        seconds(result.recovered),
        verdict(result),
        `${result.commit.slice(0, 8)}${result.commit.endsWith("+") ? "+" : ""}, ${result.load.toFixed(1)} on ${result.cores}`,
      ]
    : ["", "not measured", ""];
  if (isWaived(statement)) return [[name, `nobody: ${statement.waived}`, "", "", "", ...last]];
  return statement.notices.map((notice, index) => {
    const measured = result?.notices.find((one) => one.alert === notice.alert && one.job === notice.job);
    const told = measured ? toldText(measured) : toldBy(notice).join(", ");
    return [
      index === 0 ? name : "",
      `${notice.alert} of ${notice.job}${notice.told ? ` (${notice.told.because})` : ""}${notice.after ? `; ${notice.after.because}` : ""}`,
      measured ? seconds(measured.firing) : "",
      measured ? `${measured.firesWithin}` : "",
      told,
      ...(index === 0 ? last : ["", "", ""]),
    ];
  });
}

const toldText = ({ told }: NoticeResult): string =>
  told.map((one) => `${one.receiver} ${seconds(one.seconds)} (at most ${one.within})`).join(", ");

const verdict = (result: CellResult): string => {
  if (!holds(result)) return `falls short: ${result.problems.join("; ")}`;
  return result.waived === undefined ? "holds" : "waived";
};

const besides = ({ name, statement }: Cell, result: CellResult | undefined): readonly string[] => [
  name,
  result?.also.join(", ") ?? "",
  result?.inhibited.join(", ") ?? "",
  `${result?.fills ?? ""}`,
  statement.loses ?? "Nothing.",
  statement.recovers ?? "By itself, once the fault is gone.",
];
