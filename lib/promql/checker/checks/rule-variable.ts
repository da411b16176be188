import { duration } from "../../../metrics/duration.ts";
import { seconds } from "../../../metrics/units.ts";
import type { Check } from "../check.ts";
import { at } from "./support.ts";

/** `$1` is what a pattern of label_replace() captured. */
const isNamed = ({ name }: { readonly name: string }) => !/^\d+$/.test(name);

export const ruleVariable: Check = {
  id: "rule/variable",
  summary: "A Grafana variable in a rule",
  why: "Only Grafana's dashboards fill variables in. Prometheus refuses $__rate_interval as syntax, and takes $job inside quotes for the text itself, which no series has.",
  bad: [
    { expression: "rate(calls_total[$__rate_interval]) > 1", context: "rule" },
    { expression: 'up{job="$job"} == 0', context: "rule" },
  ],
  good: [
    { expression: "rate(calls_total[5m]) > 1", context: "rule" },
    { expression: "rate(calls_total[$__rate_interval])", context: "dashboard" },
    { expression: 'up{job=~"app$"} == 0', context: "rule" },
  ],
  run: (subject) =>
    subject.context !== "rule"
      ? []
      : subject.variables.filter(isNamed).map((variable) => {
          const interval = variable.name.startsWith("__") && /interval|range$/.test(variable.name);
          const fixed = duration(seconds(Math.max(300, 4 * subject.scrapeInterval)));
          return at(
            variable,
            `${variable.text} is Grafana's; Prometheus does not know it in a rule`,
            interval ? fixed : undefined,
          );
        }),
};
