import { describe, expect, it } from "vitest";
import { CHECKS } from "../../../../lib/promql/checker/index.ts";
import { checksPage } from "../../../../lib/promql/checker/page.ts";

describe("the page of checks", () => {
  it("is made of the checks; write it again with vitest -u", async () => {
    await expect(checksPage(CHECKS)).toMatchFileSnapshot("../../../../docs/checks.md");
  });
});
