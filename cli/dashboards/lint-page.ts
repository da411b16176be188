import type { Dashboard } from "../../lib/dashboards/index.ts";
import type { Problem } from "../../lib/dashboards/lint/index.ts";
import { counted } from "../terminal/counted.ts";
import type { Paint } from "../terminal/terminal.ts";

/** What was found, under the dashboard that has it; then the counts. */
export function lintPage(
  dashboards: readonly Dashboard[],
  problems: readonly Problem[],
  rules: number,
  paint: Paint,
): string {
  const sections = dashboards.flatMap(({ uid, title }) => {
    const found = problems.filter(({ dashboard }) => dashboard === uid);
    return found.length === 0 ? [] : [[`${title} (${uid})`, ...found.map((one) => told(one, paint))].join("\n")];
  });
  return [...sections, counts(dashboards.length, rules, problems)].join("\n\n");
}

const told = ({ severity, rule, where, message }: Problem, paint: Paint): string =>
  `  ${paint(severity === "error" ? "red" : "yellow", severity)} ${rule}: ${where === undefined ? "" : `${where} `}${message}`;

function counts(dashboards: number, rules: number, problems: readonly Problem[]): string {
  const errors = problems.filter(({ severity }) => severity === "error").length;
  const judged = `${counted(dashboards, "dashboard")} by ${counted(rules, "rule")}`;
  return `${judged}: ${counted(errors, "error")}, ${counted(problems.length - errors, "warning")}`;
}
