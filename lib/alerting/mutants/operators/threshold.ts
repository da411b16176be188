import type { Unit } from "../../../metrics/units.ts";
import { type Comparison, numberComparisons, withThreshold } from "../comparisons.ts";
import type { Operator } from "../operator.ts";

const GIBIBYTE = 2 ** 30;
/** A tenth of zero is zero: the step away from it that somebody would notice. */
const STEPS: Partial<Readonly<Record<Unit, number>>> = {
  bytes: GIBIBYTE,
  "bytes/s": GIBIBYTE / 3600,
  ratio: 0.1,
  "items/s": 1 / 60,
};

function neighbours({ threshold: { value }, numbers, unit }: Comparison): readonly number[] {
  if (numbers === "boolean") return [value === 0 ? 1 : 0];
  const tenth = Math.abs(value) / 10;
  const smallest = value === 0 ? ((unit && STEPS[unit]) ?? 1) : 0;
  const step = numbers === "whole" ? Math.max(1, Math.round(tenth)) : Math.max(smallest, tenth);
  return [value + step, value - step];
}

export const threshold: Operator = {
  id: "threshold",
  summary: "A threshold a tenth higher and lower",
  why: "A proof far from the threshold holds for any threshold. Whole numbers go by one at least, zero by a step that somebody would notice, and the opposite of true is false.",
  examples: [
    { expression: "size_bytes > 500", gives: ["size_bytes > 550", "size_bytes > 450"] },
    { expression: "up == 0", gives: ["up == 1"] },
    {
      expression: "changes(size_bytes[5m]) > 2",
      gives: ["changes(size_bytes[5m]) > 3", "changes(size_bytes[5m]) > 1"],
    },
    {
      expression: "increase(calls_total[5m]) > 0",
      gives: ["increase(calls_total[5m]) > 1", "increase(calls_total[5m]) > -1"],
    },
    { expression: "2 * 5 < size_bytes", gives: ["11 < size_bytes", "9 < size_bytes"] },
    { expression: "size_bytes > queue_bytes", gives: [] },
  ],
  run: (subject) =>
    numberComparisons(subject).flatMap((one) => neighbours(one).map((value) => withThreshold(one, value, subject))),
};
