import { expect, it } from "vitest";
import { counted, ledgerOf, missingSince } from "../../faults/ledger.ts";
import type { Stage } from "../../faults/stage.ts";
import { recordingStage } from "./stage.ts";

interface Counts {
  readonly stored: number;
  readonly counted: number;
}

/** A stage that has these counts one after the other, a scrape between them; the last ones stay. */
function counting(looks: readonly [Counts, ...Counts[]], values: readonly number[] = []): Stage {
  let turn = 0;
  const now = () => looks[Math.min(turn, looks.length - 1)] ?? looks[0];
  return {
    ...recordingStage().stage,
    query: async () => [{ labels: {}, value: now().counted }],
    values: async () => values,
    sql: async (query) => (query.includes("count(*)") ? `${now().stored}` : "100000"),
    cash: async () => 100_000,
    pause: async () => {
      turn += 1;
    },
  };
}
const same = (count: number): Counts => ({ stored: count, counted: count });
const before = { stored: 2, counted: 2, at: 0 };

it.each([
  ["rises", [2, 4, 7], 5],
  ["begins anew with its process", [2, 4, 1, 3], 5],
  ["begins anew more than once", [9, 2, 1, 0, 4], 7],
  ["was never seen", [], 0],
])("a counter that %s has counted what all its processes did", (_, values, all) => {
  expect(counted(values)).toBe(all);
});

it("the counts are read while no fill is under way: the one is as old as the last scrape", async () => {
  const inBetween = { stored: 3, counted: 2 };
  expect(await ledgerOf(counting([same(2), inBetween, same(3), same(3)]))).toEqual({ stored: 3, counted: 3, at: 0 });
});

it("and fail where one is always under way", async () => {
  const busy = Array.from({ length: 99 }, (_, index) => same(index)) as [Counts, ...Counts[]];
  await expect(ledgerOf(counting(busy))).rejects.toMatchObject({ code: "faults/never-still" });
});

it("nothing is missing where the database has what every process counted", async () => {
  expect(await missingSince(before, counting([same(6)], [2, 4, 1, 2]))).toEqual([]);
});

it("a fill that a process counted before it was killed is missed in the database", async () => {
  const stage = counting([{ stored: 5, counted: 2 }], [2, 4, 1, 2]);
  expect(await missingSince(before, stage)).toEqual(["4 fills were counted, 3 are in the database"]);
});

it("a ledger that the stored fills do not make is told to the last digit", async () => {
  const stage = { ...counting([same(2)], [2]), cash: async () => 99_999.99 };
  expect(await missingSince(before, stage)).toEqual(["the ledger has 99999.99, the stored fills make 100000"]);
});
