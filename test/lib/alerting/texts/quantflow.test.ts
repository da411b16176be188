import { describe, expect, it } from "vitest";
import { checkerCatalogue } from "../../../../cli/promql/catalogue.ts";
import { rule } from "../../../../lib/alerting/rules/file.ts";
import { checkTexts } from "../../../../lib/alerting/texts/index.ts";
import { JOBS } from "../../../../metrics/index.ts";
import { rules } from "../../../../rules/index.ts";
import { repository } from "../../../cli/fixtures.ts";

const catalogue = checkerCatalogue(repository);
const alerts = rules({ jobs: JOBS }).flatMap((group) => group.alerts);

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
