import type { Matcher } from "../../parse/ast.ts";
import type { Check, Finding } from "../check.ts";
import { passesAny, type Spellings, valuesOf } from "../values.ts";
import { at, type Found, knownSelectors, listed } from "./support.ts";

export const bucketBound: Check = {
  id: "histogram/bucket",
  summary: "An le that is no bucket, or is spelled in one way only",
  why: 'A matcher on le selects one bucket by its text. A bound that is no bucket selects nothing; and a whole number is exposed as 1 but stored by Prometheus 3 as 1.0, so le="1" stops matching when the server is upgraded.',
  bad: [
    'rate(wait_seconds_bucket{le="0.7"}[5m])',
    'rate(wait_seconds_bucket{le="1"}[5m])',
    'rate(wait_seconds_bucket{le=~"1"}[5m])',
    'rate(wait_seconds_bucket{le=~"7|8"}[5m])',
  ],
  good: [
    'rate(wait_seconds_bucket{le="0.5"}[5m])',
    String.raw`rate(wait_seconds_bucket{le=~"1|1\\.0"}[5m])`,
    'rate(wait_seconds_bucket{le="+Inf"}[5m])',
  ],
  run: (subject) =>
    knownSelectors(subject).flatMap((found) => found.node.matchers.flatMap((matcher) => wrong(matcher, found))),
};

function wrong(matcher: Matcher, { series }: Found): readonly Finding[] {
  const bounds = matcher.label === "le" && !matcher.operator.startsWith("!") ? valuesOf(series, "le") : undefined;
  if (bounds === undefined) return [];
  const selected = bounds.filter((spellings) => passesAny(matcher, spellings));
  if (selected.length === 0)
    return [
      at(
        matcher,
        `${matcher.value} is no bucket of ${series.metric.name}; its bounds are ${listed(bounds.map(([text]) => text ?? ""))}`,
      ),
    ];
  const half = selected.find((spellings) => !spellings.every((one) => passesAny(matcher, [one])));
  return half
    ? [
        at(
          matcher,
          "a whole bound is exposed as 1 and stored by Prometheus 3 as 1.0: match both",
          selected.length === 1 ? both(half) : undefined,
        ),
      ]
    : [];
}

/** `le=~"60|60\\.0"`, as it is written in PromQL. */
const both = (spellings: Spellings): string =>
  `le=~${JSON.stringify(spellings.map((text) => text.replace(".", "\\.")).join("|"))}`;
