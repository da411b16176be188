import type { Mutant } from "../../../../lib/alerting/mutants/index.ts";
import type { Alert } from "../../../../lib/alerting/rules/alert.ts";
import { duration } from "../../../../lib/metrics/duration.ts";
import { seconds } from "../../../../lib/metrics/units.ts";
import { BINDING } from "../../../../lib/promql/vector.ts";
import { UNPROVEN } from "../unproven.ts";

export const EVALUATION = seconds(15);

/** An alert on any expression, `held` seconds long. */
export const alertOn = (promql: string, held?: number, name = "Any"): Alert => ({
  name,
  condition: {
    ...{ promql, unit: "items", labels: [], binding: BINDING.or },
    threshold: { unit: "items", value: 0, promql: "0", text: "0" },
  },
  ...(held === undefined ? {} : { for: seconds(held) }),
  meaning: UNPROVEN,
  severity: "warning",
  owner: "nobody",
  labels: {},
  texts: () => ({ summary: "", description: "" }),
});

/** What a mutant changed: its expression, or its `for`. */
export const told = ({ expr, for: held, span }: Mutant): string =>
  span ? expr : `for ${held ? duration(held) : "none"}`;

/** The rule of such an alert. */
export const ruleOn = (expr: string, held?: number, name = "Any") => ({
  ...{ name, expr },
  for: held === undefined ? undefined : seconds(held),
});
