import { duration } from "../../../metrics/duration.ts";
import { type Duration, seconds } from "../../../metrics/units.ts";
import type { ForChange, Operator } from "../operator.ts";

const printed = (time: Duration | undefined): string => (time ? duration(time) : "none");

function change(before: Duration | undefined, value: number): ForChange {
  const after = value > 0 ? seconds(value) : undefined;
  return { what: `for ${printed(before)} -> ${printed(after)}`, for: after };
}

export const hold: Operator = {
  id: "for",
  summary: "A for one evaluation longer and shorter",
  why: "A proof that looks long before and long after holds for any for.",
  examples: [
    { expression: "up == 0", for: 60, gives: ["for 1m15s", "for 45s"] },
    { expression: "up == 0", for: 15, gives: ["for 30s", "for none"] },
    { expression: "up == 0", gives: ["for 15s"] },
  ],
  run: ({ for: held, evaluationInterval: { value: step } }) => {
    const value = held?.value ?? 0;
    return value === 0 ? [change(held, step)] : [change(held, value + step), change(held, value - step)];
  },
};
