import { describe, expect, it } from "vitest";
import { TEXT_CHECKS } from "../../../../lib/alerting/texts/index.ts";
import { documentedText } from "../../../../lib/alerting/texts/page.ts";
import { CHECKS } from "../../../../lib/promql/checker/index.ts";
import { checksPage, documented } from "../../../../lib/promql/checker/page.ts";

describe("the page of checks", () => {
  it("is made of the checks; write it again with vitest -u", async () => {
    const page = checksPage([...CHECKS.map(documented), ...TEXT_CHECKS.map(documentedText)]);
    await expect(page).toMatchFileSnapshot("../../../../docs/checks.md");
  });
});
