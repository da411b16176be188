import { parser } from "@prometheus-io/lezer-promql";
import { beforeAll, describe, expect, it } from "vitest";
import { eventually } from "./eventually.ts";
import type { Platform } from "./platform.ts";
import { shared } from "./shared.ts";

/** `up{job="node"}`, as it stands in an expression. */
function selectorsIn(promql: string): string[] {
  const selectors: string[] = [];
  parser.parse(promql).iterate({
    enter: ({ name, from, to }) => void (name === "VectorSelector" && selectors.push(promql.slice(from, to))),
  });
  return selectors;
}

/**
 * Shares of failures come with the first failed look, or with the first step of a window of days: what they are shares
 * of is there from the start.
 */
const present = (selector: string): string =>
  selector
    .replace(/_errors:ratio_1x_\w+$/, "_total:half_hour")
    .replace(/^job:availability_errors:ratio_\w+$/, "job:availability_total:recent");

describe("every series that somebody relies on is there", () => {
  let platform: Platform;
  beforeAll(async () => {
    ({ platform } = await shared());
  });

  it("those of the rules", async () => {
    const { groups } = platform.model;
    const alerts = groups.flatMap((group) => group.alerts);
    const wanted = new Set(alerts.flatMap(({ condition }) => selectorsIn(condition.promql)).map(present));
    expect(wanted.size).toBeGreaterThan(30);
    const missing = async () => {
      const counted = await Promise.all(
        [...wanted].map(async (one) => ({ one, found: (await platform.query(one)).length })),
      );
      return counted.filter(({ found }) => found === 0).map(({ one }) => one);
    };
    const last = await eventually(
      "a sample of every series in a rule",
      async () => {
        const absent = await missing();
        if (absent.length > 0) throw new Error(`no sample of ${absent.join(", ")}`);
        return absent;
      },
      { within: 60 },
    );
    expect(last).toEqual([]);
  });
});
