import type { Check, Finding, Subject } from "../check.ts";
import { passesAny, valuesOf } from "../values.ts";
import { at, type Found, knownSelectors, listed, ofKind } from "./support.ts";

export const labelPattern: Check = {
  id: "label/pattern",
  summary: "A regular expression that matches nothing",
  why: "Prometheus anchors patterns at both ends, so 5.. matches 500 and 5 does not. A pattern that none of the label's values passes selects nothing.",
  bad: ['rate(calls_total{code=~"5"}[5m])', 'up{job=~"ap"}', '{__name__=~"call"}', 'rate(calls_total{code!~".*"}[5m])'],
  good: [
    'rate(calls_total{code=~"5.."}[5m])',
    'up{job=~"app|db"}',
    'queue_bytes{disk=~"sd.+"}',
    '{__name__=~"calls_.*"}',
    'up{job=~"$job"}',
  ],
  run: (subject) => [...knownSelectors(subject).flatMap(never), ...names(subject)],
};

function never({ node, series }: Found): readonly Finding[] {
  return node.matchers
    .filter(({ operator, label }) => operator.endsWith("~") && label !== "le")
    .flatMap((matcher) => {
      const values = valuesOf(series, matcher.label);
      if (values === undefined || values.length === 0 || values.some((spellings) => passesAny(matcher, spellings)))
        return [];
      const hint = matcher.operator === "=~" ? "; patterns are anchored at both ends" : "";
      return [at(matcher, `no value of ${matcher.label} passes: it is ${listed(values.flat())}${hint}`)];
    });
}

/** Each is tried on every name there is, and nobody selects by more. */
const MOST_NAME_PATTERNS = 10;

function names({ catalogue, ...subject }: Subject): readonly Finding[] {
  const patterns = ofKind(subject, "selector").flatMap(({ matchers }) =>
    matchers.filter(({ label, operator }) => label === "__name__" && operator === "=~"),
  );
  if (patterns.length === 0) return [];
  const known = [...catalogue.metrics.keys()].flatMap((name) => [name, ...PARTS.map((part) => name + part)]);
  return patterns
    .slice(0, MOST_NAME_PATTERNS)
    .filter((matcher) => !passesAny(matcher, known))
    .map((matcher) => at(matcher, "no metric has such a name"));
}

const PARTS = ["_bucket", "_sum", "_count"];
