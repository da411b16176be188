import type { Call } from "../../parse/ast.ts";
import { vectorOf } from "../calls.ts";
import type { Check, Finding, Subject } from "../check.ts";
import { joined, leavesOut } from "../histograms.ts";
import { SETS } from "../operators.ts";
import { at, ofKind } from "./support.ts";

export const nativeHistogram: Check = {
  id: "histogram/native",
  summary: "A native histogram taken for a number, or a number for one",
  why: "A native histogram is one sample that holds all its buckets. It is neither above nor below a number, most functions leave it out, and those that read it leave numbers out: the result is empty, and only a note beside it says so.",
  bad: [
    "render_seconds > 0.5",
    "rate(render_seconds[5m]) > 1",
    "rate(render_seconds[5m]) + rate(cpu_seconds_total[5m])",
    "2 / render_seconds",
    "max(rate(render_seconds[5m]))",
    "max_over_time(render_seconds[5m])",
    "histogram_count(rate(calls_total[5m]))",
    "histogram_avg(rate(wait_seconds_bucket[5m]))",
    "rate(render_seconds_count[5m])",
  ],
  good: [
    "histogram_quantile(0.9, rate(render_seconds[5m])) > 0.5",
    "histogram_quantile(0.9, sum by (job) (rate(render_seconds[5m])))",
    "histogram_fraction(0, 0.5, rate(render_seconds[5m])) < 0.99",
    "histogram_count(rate(render_seconds[5m])) > 1",
    "histogram_avg(rate(render_seconds[5m])) * 2",
    "histogram_quantile(0.9, rate(render_seconds[5m]) + rate(render_seconds[5m] offset 1h))",
    "histogram_count(render_seconds / 2)",
    "count(render_seconds)",
    "rate(wait_seconds_count[5m])",
  ],
  run: (subject) => [...joins(subject), ...dropped(subject), ...parts(subject)],
};

function joins(subject: Subject): readonly Finding[] {
  return ofKind(subject, "binary").flatMap((node) => {
    const [left, right] = [subject.factsOf(node.left).samples, subject.factsOf(node.right).samples];
    if (SETS.has(node.operator) || joined(node, left, right) !== "nothing") return [];
    const message = `there is no ${node.operator} of ${left} and ${right}: this is always empty; read a number first, as histogram_quantile() does`;
    return [at(node, message)];
  });
}

function dropped(subject: Subject): readonly Finding[] {
  return [...ofKind(subject, "call"), ...ofKind(subject, "aggregation")].flatMap((node) => {
    const name = node.kind === "call" ? node.name : node.operator;
    const argument = node.kind === "call" ? vectorOf(node) : node.arguments.at(-1);
    const samples = argument && subject.factsOf(argument).samples;
    if (samples === "native histograms" && leavesOut(name))
      return [at(node, `${name}() leaves native histograms out: this is always empty`)];
    return samples === "floats" && node.kind === "call" && OF_NATIVE.has(name) ? [needed(node)] : [];
  });
}

const OF_NATIVE: ReadonlySet<string> = new Set(
  ["avg", "count", "sum", "stddev", "stdvar"].map((one) => `histogram_${one}`),
);

const needed = (node: Call): Finding =>
  at(node, `${node.name}() reads native histograms, and these are numbers: this is always empty`);

const PARTS: Readonly<Record<string, string>> = { _count: "histogram_count", _sum: "histogram_sum" };

/** `x_count` of a native x. */
function parts(subject: Subject): readonly Finding[] {
  return ofKind(subject, "selector").flatMap(({ name = "", nameSpan }) => {
    const [, whole = "", part = ""] = /^(.+)(_bucket|_count|_sum)$/.exec(name) ?? [];
    const { metrics } = subject.catalogue;
    if (!metrics.get(whole)?.native || metrics.has(name)) return [];
    const hint = PARTS[part] ? `; write ${PARTS[part]}() of it` : "";
    return [at(nameSpan, `${whole} is a native histogram, and has no series of ${part}${hint}`)];
  });
}
