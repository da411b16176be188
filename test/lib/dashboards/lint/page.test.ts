import { expect, it } from "vitest";
import { lintPage, RULES } from "../../../../lib/dashboards/lint/index.ts";

it("the page of rules is as generated", async () => {
  await expect(lintPage(RULES)).toMatchFileSnapshot("../../../../docs/dashboards/lint.md");
});
