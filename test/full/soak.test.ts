/** Three minutes of the soak: the real programs under load, with faults. The half hour is `npm run soak`. */
import { beforeAll, describe, expect, it } from "vitest";
import { type Soaked, soak } from "../../bench/soak/run.ts";
import { quantile, verdicts } from "../../bench/soak/verdicts.ts";

/** With two faults that are told of soon. */
const SEED = 1;
/** What a machine reaches is for the report to say; here every other verdict is what counts. */
const MESSAGES_PER_SECOND = 20_000;

let soaked: Soaked;
beforeAll(async () => {
  const { signal } = new AbortController();
  soaked = await soak({ minutes: 3, messagesPerSecond: MESSAGES_PER_SECOND, seed: SEED, tell: console.info, signal });
});

const verdictOf = (begin: string) => verdicts(soaked).find(({ text }) => text.startsWith(begin));

describe("three minutes of load with faults", () => {
  it.each(["no lost trade", "every trade of the market accounted for", "every fault alerted", "no false alert"])(
    "end with %s",
    (verdict) => expect(verdictOf(verdict)).toEqual({ holds: true, text: expect.stringContaining(verdict) }),
  );

  it("had faults in the order of the seed, and alerts for them", () => {
    expect(soaked.injected.length).toBeGreaterThanOrEqual(2);
    for (const { fault, alarm } of soaked.injected) expect(alarm?.name).toBe(fault.alert);
  });

  it("leave the application no more than twice the memory that it had warmed up", () => {
    expect(quantile(soaked.resident, 0.5)).toBeGreaterThan(50 * 2 ** 20);
    expect(soaked.resident.at(-1)?.[1]).toBeLessThan(2 * (soaked.resident[0]?.[1] ?? 0));
  });

  it("had load: messages came at the rate that the run tells", () => {
    expect(quantile(soaked.sent, 1)).toBeGreaterThan(1_000);
    expect(verdictOf("load")?.text).toMatch(/^load: [1-9]\d* messages a second received .* of 20000 asked for$/);
  });
});
