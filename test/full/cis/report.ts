import type { InspectedContainer } from "../../../lib/review/policies/index.ts";
import { type MadeBy, madeByLine } from "../../support/made-by.ts";
import type { Finding } from "./judge.ts";

export interface CisReport {
  readonly madeBy: MadeBy;
  readonly environment: string;
  readonly engine: string;
  readonly containers: readonly InspectedContainer[];
  readonly findings: readonly Finding[];
  /** What was found beside the containers' own descriptions, a paragraph each. */
  readonly beside: readonly string[];
}

const row = (cells: readonly string[]): string => `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;

/** The report as a page. */
export const cisReport = ({ madeBy, environment, engine, containers, findings, beside }: CisReport): string =>
  `${[
    "# The CIS Docker Benchmark, of what runs",
    `${madeByLine(madeBy)} Environment \`${environment}\`, Docker ${engine}, ${containers.length} containers.`,
    `Sections 4 and 5 of the CIS Docker Benchmark v1.6.0, by its numbers and titles. Sections 1 to 3 (host, daemon, files of the daemon), 6 (operations)
and 7 (swarm) are the host's own and not judged here. \`pass\`: it holds of every container. \`waived\`: it does not, for the reason that is given. \`manual\`: no
container can tell. A \`fail\` fails the run.`,
    [
      row(["id", "recommendation", "result", "evidence"]),
      row(["---", "---", "---", "---"]),
      ...findings.map(line),
    ].join("\n"),
    "## What no description of a container tells",
    ...beside,
  ].join("\n\n")}\n`;

const line = ({ check, status, evidence }: Finding): string => row([check.id, check.title, status, evidence]);
