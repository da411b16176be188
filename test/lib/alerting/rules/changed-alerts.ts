import { type AlertChange, rulesDifferWith } from "../../../../lib/alerting/rules/difference.ts";

type Files = ReadonlyMap<string, string>;

/** The alerts of which more may be said, in the order in which that is asked. */
export async function changedAlerts(before: Files, after: Files): Promise<readonly AlertChange[]> {
  const asked: AlertChange[] = [];
  const differ = rulesDifferWith((alert) => {
    asked.push(alert);
    return [];
  });
  await differ.describe(before, after);
  return asked;
}
