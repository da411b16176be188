import { type MadeBy, madeByLine } from "../../support/made-by.ts";
import type { Attempt } from "./attempts.ts";
import { type Declared, nameOf } from "./declared.ts";
import type { Origin } from "./survey.ts";

/** What one listener asks for, as seen. */
export interface Judged {
  readonly to: Declared;
  readonly attempts: readonly Attempt[];
  /** Why it asks for nothing, where nothing was tried. */
  readonly why?: string;
}

export interface AccessReport {
  readonly madeBy: MadeBy;
  readonly environment: string;
  readonly engine: string;
  readonly origins: readonly Origin[];
  readonly judged: readonly Judged[];
}

const row = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
const header = (cells: readonly string[]): string => `${row(cells)}\n${row(cells.map(() => "---"))}`;

/** The report as a page. */
export const accessReport = (report: AccessReport): string =>
  `${[
    "# Who can reach what",
    `${madeByLine(report.madeBy)} Environment \`${report.environment}\`, Docker ${report.engine}.`,
    INTRODUCTION,
    "## Which listener opens a connection to whom",
    HOW_REACHED,
    reachTable(report.origins),
    "## What each listener asks for",
    HOW_ASKED,
    askedTable(report.judged),
  ].join("\n\n")}\n`;

const INTRODUCTION = `Every row was tried on a running instance, and held against the model (\`ports\`, \`networks\`, \`admits\` and \`opens\` of each service):
a listener that is not declared, a declared one that is not there, a connection or a login that succeeds where it should not, or fails
where it should succeed, fails the run and leaves this page as it was.`;

const HOW_REACHED = `The listeners are those that the kernel lists inside each container's network namespace, TCP and UDP; there is no UDP. \`yes\`: a TCP
connection to one of its addresses was opened. The host's column by the container's own address is what a bridge network is: every process of the host can
open every listener, whatever it publishes, so none is protected by its network alone but those that ask for nothing (see below).`;

const HOW_ASKED = `From the host, by the container's address. A path that names a login was asked with nothing, with a wrong password, with a wrong token, and with
every login of the platform in turn; every other path with nothing alone. What it let in is named; every other login that was tried was kept out.`;

function reachTable(origins: readonly Origin[]): string {
  const listeners = origins[0]?.tried.map(({ to }) => to) ?? [];
  return [
    header(["listener", ...origins.map(({ name }) => name)]),
    ...listeners.map((to, index) =>
      row([nameOf(to), ...origins.map(({ tried }) => (tried[index]?.reached ? "yes" : "no"))]),
    ),
  ].join("\n");
}

const askedTable = (judged: readonly Judged[]): string =>
  [
    header(["listener", "asked", "who shows nothing", "who shows something wrong", "let in"]),
    ...judged.flatMap(rows),
  ].join("\n");

function rows({ to, attempts, why }: Judged): readonly string[] {
  if (why !== undefined) return [row([nameOf(to), "", "not tried", "not tried", `everybody, as declared: ${why}`])];
  const asked = [...new Set(attempts.map(({ what }) => what))];
  return asked.map((what) => {
    const made = attempts.filter((one) => one.what === what);
    const wrong = made.filter(({ shown }) => shown.includes("wrong"));
    return row([nameOf(to), `\`${what}\``, answers(made.filter(isNothing)), answers(wrong), letIn(made)]);
  });
}

const isNothing = ({ shown }: Attempt): boolean => shown === "nothing";
const answers = (made: readonly Attempt[]): string => [...new Set(made.map(({ answer }) => answer))].join(", ");

const letIn = (made: readonly Attempt[]): string =>
  made
    .filter((one) => one.letIn)
    .map((one) => (isNothing(one) ? "everybody" : one.shown))
    .join("; ");
