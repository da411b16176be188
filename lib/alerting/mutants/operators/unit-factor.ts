import { numberComparisons, withThreshold } from "../comparisons.ts";
import type { Operator } from "../operator.ts";

const FACTORS = [60, 1 / 60, 1000, 1 / 1000];

export const unitFactor: Operator = {
  id: "unit-factor",
  summary: "A threshold in another unit: 60 or 1,000 times as much, or as little",
  why: "A rate is per second and people say per minute; a duration is in seconds and people say milliseconds. Counts that are whole and truths have no unit to be mistaken in.",
  examples: [
    {
      expression: "rate(calls_total[5m]) < 6",
      gives: [
        "rate(calls_total[5m]) < 360",
        "rate(calls_total[5m]) < 0.1",
        "rate(calls_total[5m]) < 6000",
        "rate(calls_total[5m]) < 0.006",
      ],
    },
    { expression: "changes(size_bytes[5m]) > 2", gives: [] },
    { expression: "rate(calls_total[5m]) > 0", gives: [] },
  ],
  run: (subject) =>
    numberComparisons(subject)
      .filter(({ numbers, threshold }) => numbers === "any" && threshold.value !== 0)
      .flatMap((one) => FACTORS.map((factor) => withThreshold(one, one.threshold.value * factor, subject))),
};
