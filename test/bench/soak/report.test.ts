import { describe, expect, it } from "vitest";
import { FAULTS } from "../../../bench/soak/faults.ts";
import { soakPage } from "../../../bench/soak/report.ts";
import type { Soaked } from "../../../bench/soak/run.ts";
import type { Point } from "../../../bench/soak/slope.ts";
import { undisturbed, verdicts } from "../../../bench/soak/verdicts.ts";
import { MADE_BY } from "../../support/made-by.ts";

const BEGAN = 1_000_000_000;
const every5s = (value: number): readonly Point[] =>
  Array.from({ length: 60 }, (_, index) => [BEGAN / 1000 + 5 * index, value] as const);
const [first] = FAULTS;
if (first === undefined) throw new Error("there are no faults");
const alarm = {
  name: first.alert,
  labels: { job: "quantflow" },
  firedAt: BEGAN + 75_000,
  toldAt: BEGAN + 76_500,
  machineLoad: 0.5,
};
const injected = { fault: first, beganAt: BEGAN + 60_000, endedAt: BEGAN + 90_000, alarm };

const soaked: Soaked = {
  ...{
    startedAt: BEGAN,
    endedAt: BEGAN + 300_000,
    injected: [injected],
    unexplained: [],
    crowded: [],
    alarms: 4,
    unread: [],
  },
  fills: { made: 300, stored: 300, lost: 0 },
  trades: { applied: 1_000, stored: 990, dropped: 10, unrecovered: 7 },
  ...{ sent: every5s(20_100), received: every5s(20_000), resident: every5s(200 * 2 ** 20), heap: every5s(2 ** 25) },
  machine: { processors: 2, load: [0.4, 1.9] },
  options: { minutes: 5, messagesPerSecond: 20_000, seed: 7 },
};
const fallen = (change: Partial<Soaked>) =>
  verdicts({ ...soaked, ...change })
    .filter(({ holds }) => !holds)
    .map(({ text }) => text.split(":")[0]);

describe("a soak's verdicts", () => {
  it("all hold of a run in which nothing fell short", () => expect(fallen({})).toEqual([]));

  const made = { ...injected, alarm: undefined };
  it.each<[string, Partial<Soaked>]>([
    ["load", { received: every5s(18_000) }],
    ["load", { received: [] }],
    ["no lost trade", { fills: { made: 300, stored: 299, lost: 1 } }],
    ["no lost trade", { fills: { made: 0, stored: 0, lost: 0 } }],
    ["every trade of the market accounted for", { trades: { ...soaked.trades, stored: 989 } }],
    ["every fault alerted", { injected: [made] }],
    ["every fault alerted", { injected: [] }],
    ["no false alert", { unexplained: [alarm] }],
    ["no false alert", { unread: [new Error("aborted")] }],
    ["resident memory flat", { resident: every5s(1).map(([at], index) => [at, (200 + index) * 2 ** 20] as const) }],
    ["heap flat", { heap: [] }],
  ])("%s falls short when it does", (verdict, change) => expect(fallen(change)).toEqual([verdict]));
});

it("an alert that tells of a full machine is named with its load, and is not false", () => {
  const crowded = { ...soaked, crowded: [{ ...alarm, machineLoad: 25 }] };
  expect(verdicts(crowded).every(({ holds }) => holds)).toBe(true);
  const page = soakPage(crowded, {
    commit: "0123456789ab",
    changed: 0,
    command: "npm run soak",
    at: "2026-11-23T23:00Z",
  });
  expect(page).toMatch(/^Late because the machine was full .*:\n\n- 1:15 .*, with a machine load of 25\.0$/m);
});

it("the load is judged where no fault was under way, nor half a minute's rate remembers one", () => {
  const times = undisturbed(every5s(1), [injected]).map(([at]) => at - BEGAN / 1000);
  expect(times.filter((at) => at >= 60 && at <= 135)).toEqual([]);
  expect(times).toEqual(expect.arrayContaining([55, 140]));
});

describe("docs/reports/soak.md", () => {
  const made = { commit: "0123456789ab", changed: 0, command: "npm run soak", at: "2026-11-23T23:00Z" };
  const page = soakPage(soaked, made);

  it("says what made it, how long, with what seed and on what", () => {
    expect(page).toMatch(MADE_BY);
    expect(page).toContain(
      "5.0 minutes, seed 7, on 2 processors with a load of 0.4 before the run and 1.9 at its end.",
    );
  });

  it("has a line for every verdict, with the rate reached beside the rate asked for", () => {
    for (const { text } of verdicts(soaked)) expect(page).toContain(`- holds: ${text}\n`);
    expect(page).toContain(
      "20000 messages a second received in the median outside of the exchange's faults, of 20000 asked for",
    );
  });

  it("has a row for every fault: when, how long, and after how many seconds it was told", () => {
    expect(page).toContain(`| 1:00 | 30 s | ${first.name} | ${first.alert} | 16.5 s |`);
    expect(soakPage({ ...soaked, injected: [{ ...injected, alarm: undefined }] }, made)).toContain("| **never** |");
  });

  it("counts what could not be read, and says in one line why the first could not", () => {
    const unread = [new Error("not\n  a notification"), new Error("aborted")];
    expect(soakPage({ ...soaked, unread }, made)).toMatch(
      /^- \*\*falls short\*\*: no false alert: 0 of 4 .*; notifications that could not be read: 2, the first: not a notification$/m,
    );
  });

  it("says of trades that were lost what they were, and which alert tells of such", () => {
    expect(page).toContain("\n7 trades that the exchange made while it could not be reached,");
    expect(page).toContain("could not be fetched afterwards; `MarketDataLost` tells of such losses.\n");
  });

  it("names what nothing explains, and says so where something falls short", () => {
    const short = soakPage({ ...soaked, unexplained: [alarm] }, made);
    expect(short).toContain("- **falls short**: no false alert: 1 of 4 that no fault explains,");
    expect(short).toContain("Not explained:");
    expect(short).toContain(`- 1:15 ${alarm.name} {"job":"quantflow"}, with a machine load of 0.5`);
  });
});
