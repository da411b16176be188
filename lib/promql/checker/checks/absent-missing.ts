import { type Expression, nodes, type Selector } from "../../parse/ast.ts";
import { parse } from "../../parse/parse.ts";
import type { Check } from "../check.ts";
import { at, comparedWithNumber, warning } from "./support.ts";

export const absentMissing: Check = {
  id: "absent/missing",
  summary: "A target whose disappearance no rule tells",
  why: "An up is 0 only while Prometheus knows the target. One that vanishes from discovery, or a job that is renamed, has no up at all, and a comparison with nothing is silent: absent() beside it tells that.",
  bad: [{ expression: 'up{job="app"} == 0', context: "rule", neighbours: ['absent(up{job="db"})'] }],
  good: [
    { expression: 'up{job="app"} == 0', context: "rule", neighbours: ['absent(up{job="app"})'] },
    { expression: 'up{job="app"} == 0 or absent(up{job="app"})', context: "rule", neighbours: [] },
    { expression: 'up{job="app"} == 0', context: "rule" },
    { expression: 'queue_bytes{job="app"} == 0', context: "rule", neighbours: [] },
  ],
  run(subject) {
    const { neighbours, context, expression } = subject;
    if (context !== "rule" || neighbours === undefined) return [];
    const down = comparedWithNumber(subject).flatMap(({ side, operator, value }) => {
      const isDown = (operator === "==" && value === 0) || (operator === "<" && value === 1);
      return isDown && side.kind === "selector" && side.name === "up" ? side : [];
    });
    if (down.length === 0) return [];
    const told = new Set([expression, ...neighbours.map((text) => parse(text).expression)].flatMap(absentJobs));
    return down
      .filter((selector) => jobOf(selector) !== undefined && !told.has(jobOf(selector)))
      .map((selector) =>
        warning(at(selector, `no rule has absent(up{job="${jobOf(selector)}"}), so its end is silent`)),
      );
  },
};

const jobOf = ({ matchers }: Selector): string | undefined =>
  matchers.find(({ label, operator }) => label === "job" && operator === "=")?.value;

/** The jobs whose `up` an expression misses. */
const absentJobs = (expression: Expression): readonly (string | undefined)[] =>
  nodes(expression)
    .filter((node) => node.kind === "call" && node.name.startsWith("absent"))
    .flatMap((call) =>
      nodes(call).flatMap((node) => (node.kind === "selector" && node.name === "up" ? jobOf(node) : [])),
    );
