import { describe, expect, it } from "vitest";
import type { Part } from "../../../cli/check/part.ts";
import { checkAll } from "../../../cli/check.ts";
import { playedContext } from "../fixtures.ts";

const part = (name: string, problems: readonly string[]): Part => ({
  name,
  run: async () => ({ looked: `all of ${name}`, problems }),
});

describe("the check", () => {
  it("looks at everything although something is wrong, and counts what holds", async () => {
    const { context, printed } = playedContext();
    const counts = await checkAll(context, [
      part("types", []),
      part("proofs", ["FeedStale fires when … does not hold", "LowMessageRate …"]),
      part("routes", []),
    ]);
    expect(counts).toEqual({ passed: 2, failed: 1, skipped: 0 });
    expect(printed()).toContain("FeedStale fires when … does not hold\nLowMessageRate …");
  });

  it("takes a part that breaks for a mistake of ours, never for one that holds", async () => {
    const broken: Part = { name: "broken", run: async () => Promise.reject(new Error("no promtool")) };
    await expect(checkAll(playedContext().context, [part("types", []), broken])).rejects.toThrow("no promtool");
  });
});
