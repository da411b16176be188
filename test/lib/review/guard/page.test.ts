import { describe, expect, it } from "vitest";
import { LIES } from "../../../../lib/review/guard/index.ts";
import { liesPage } from "../../../../lib/review/guard/page.ts";

describe("the page of lies", () => {
  it("is made of the lies; write it again with vitest -u", async () => {
    await expect(liesPage(LIES)).toMatchFileSnapshot("../../../../docs/review/providers.md");
  });
});
