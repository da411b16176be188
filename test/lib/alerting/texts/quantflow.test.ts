import { describe, expect, it } from "vitest";
import { rule } from "../../../../lib/alerting/rules/file.ts";
import { checkTexts } from "../../../../lib/alerting/texts/index.ts";
import { alerts, ownCatalogue as catalogue } from "../../promql/checker/own.ts";

describe("the texts of our alerts", () => {
  it("are read", () => {
    expect(alerts.length).toBeGreaterThan(40);
  });

  it.each(alerts.map((alert) => [alert.name, alert] as const))(
    "of %s say nothing that the rule does not",
    (_, alert) => {
      expect(checkTexts(rule(alert), catalogue)).toEqual([]);
    },
  );
});
