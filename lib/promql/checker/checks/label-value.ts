import { nearest } from "../../parse/nearest.ts";
import type { Check, Finding } from "../check.ts";
import { valuesOf } from "../values.ts";
import { at, type Found, knownSelectors, listed } from "./support.ts";

export const labelValue: Check = {
  id: "label/value",
  summary: "A value that the label never has",
  why: "The values of this label are a closed list, or its metric is exported by other jobs: a matcher for anything else selects nothing.",
  bad: ['rate(calls_total{code="501"}[5m])', 'queue_bytes{job="database"}', 'rate(calls_total{job="db"}[5m])'],
  good: [
    'rate(calls_total{code="500"}[5m])',
    'queue_bytes{disk="anything"}',
    'up{job="db"}',
    'rate(calls_total{code!="501"}[5m])',
  ],
  run: (subject) => knownSelectors(subject).flatMap(never),
};

function never({ node, series }: Found): readonly Finding[] {
  return node.matchers
    .filter(({ operator, label, variable, value }) => operator === "=" && label !== "le" && !variable && value !== "")
    .flatMap((matcher) => {
      const values = valuesOf(series, matcher.label)?.flat();
      if (values === undefined || values.includes(matcher.value) || matcher.value === OVERFLOW) return [];
      const near = nearest(matcher.value, values);
      const said = `${matcher.label} of ${series.metric.name} is never ${JSON.stringify(matcher.value)}, only ${listed(values)}`;
      return [at(matcher, said, near && `${matcher.label}=${JSON.stringify(near)}`)];
    });
}

/** Where the recorder keeps what is beyond a label's list. */
const OVERFLOW = "other";
