import { expect, it } from "vitest";
import type { FaultKind } from "../../faults/kind.ts";
import { stop } from "../../faults/kinds/ended.ts";
import type { Cell } from "../../faults/matrix.ts";
import { perform } from "../../faults/perform.ts";
import type { Stage } from "../../faults/stage.ts";
import type { Statement } from "../../faults/statement.ts";
import { gone } from "../../faults/statements/usual.ts";
import { redis } from "../../stacks/services/index.ts";
import { recordingStage } from "./stage.ts";

/** A fault of which each step is written down; one of them may fail. */
function performed(failing?: "prepare" | "inject") {
  const steps: string[] = [];
  const step = (name: string) => async () => {
    steps.push(name);
    if (name === failing) throw new Error(`${name} failed`);
  };
  const kind: FaultKind = {
    ...stop,
    prepare: step("prepare"),
    inject: step("inject"),
    undo: step("undo"),
    cleanUp: step("cleanUp"),
  };
  const cell: Cell = { name: "redis/stop", service: redis, kind, statement: { waived: "it is a test" } };
  let now = 0;
  const well = { inspect: "/quantflow-redis running healthy\n" };
  const stage = { ...recordingStage(well).stage, now: () => (now += 5_000) };
  return { steps, result: perform(stage, cell) };
}

it("a fault is prepared, injected, undone and cleaned up after, in this order", async () => {
  const { steps, result } = performed();
  expect((await result).problems).toEqual([]);
  expect(steps).toEqual(["prepare", "inject", "undo", "cleanUp"]);
});

it("what was prepared is taken back where the preparation fails halfway", async () => {
  const { steps, result } = performed("prepare");
  await expect(result).rejects.toThrow("prepare failed");
  expect(steps).toEqual(["prepare", "cleanUp"]);
});

it("and where the fault itself cannot be injected", async () => {
  const { steps, result } = performed("inject");
  await expect(result).rejects.toThrow("inject failed");
  expect(steps).toEqual(["prepare", "inject", "undo", "cleanUp"]);
});

const CACHE_DOWN = { alertname: "CacheDown", job: "redis", severity: "critical" } as const;
const mail = { subject: "[FIRING] CacheDown: Redis is down", text: "labels: job=redis severity=critical" };
const over = { subject: "[RESOLVED] CacheDown: Redis is down", text: "labels: job=redis severity=critical" };

/** A stage with a clock of its own, on which Redis is broken between the injection and the end of the fault. */
function brokenRedis(statement: Statement, { alertsAfter = 5, mailsAfter = 15, ...more }: Broken = {}) {
  let now = 0;
  let since: number | undefined;
  const hasLasted = (seconds: number): boolean => since !== undefined && now - since >= seconds * 1_000;
  const kind: FaultKind = {
    ...stop,
    inject: async () => {
      since = now;
    },
    undo: async () => {
      since = undefined;
    },
  };
  const stage: Stage = {
    ...recordingStage({ inspect: "/quantflow-redis running healthy\n" }).stage,
    alerts: async () => (hasLasted(alertsAfter) ? [{ labels: CACHE_DOWN, state: "firing" }] : []),
    mails: async () => (hasLasted(mailsAfter) ? [mail] : [over]),
    history: async () =>
      hasLasted(mailsAfter) ? [{ labels: CACHE_DOWN, status: "firing", receivedAt: new Date(now).toISOString() }] : [],
    now: () => now,
    pause: async (milliseconds) => {
      now += milliseconds;
    },
    ...more,
  };
  return perform(stage, { name: "redis/stop", service: redis, kind, statement });
}
interface Broken extends Partial<Stage> {
  /** Seconds from the fault; never where they are infinite. */
  readonly alertsAfter?: number;
  readonly mailsAfter?: number;
}

const { stop: told } = gone({ alert: "CacheDown", job: "redis" });
const waived: Statement = { waived: "it is a test" };

it("a cell holds where everyone is told in time, and says when that was", async () => {
  const { notices, problems, recovered, fills } = await brokenRedis(told);
  expect(problems).toEqual([]);
  // Each look takes some of the stage's time.
  const { firing = 0, told: reached = [] } = notices[0] ?? {};
  expect([firing >= 5, firing < 15]).toEqual([true, true]);
  expect(reached.map(({ receiver }) => receiver)).toEqual(["email", "application"]);
  for (const { seconds = 0, within } of reached) expect([seconds >= 15, seconds <= within]).toEqual([true, true]);
  expect([recovered, fills]).toEqual([0, 0]);
});

it("it falls short where somebody is told late", async () => {
  const { notices, problems } = await brokenRedis(told, { mailsAfter: 30 });
  const within = notices[0]?.told[0]?.within;
  expect(problems[0]).toMatch(new RegExp(`^CacheDown reached email after 3\\d\\.\\d s, not within ${within} s$`));
  expect(problems).toHaveLength(2);
});

it("where nobody is told at all", async () => {
  const { problems } = await brokenRedis(told, { mailsAfter: Number.POSITIVE_INFINITY });
  expect(problems.map((one) => one.replace(/ \d+ s$/, " N s"))).toEqual([
    "CacheDown did not reach email within N s",
    "CacheDown did not reach application within N s",
  ]);
});

it("where a fill is missing", async () => {
  const { problems } = await brokenRedis(told, { values: async () => [0, 1] });
  expect(problems).toEqual(["1 fills were counted, 0 are in the database"]);
});

it("where it does not recover, and nobody is then asked for fills", async () => {
  let looks = 0;
  const down = async () => (looks++ < 1 ? [] : ["timescaledb"]);
  const result = await brokenRedis(told, { downTargets: down });
  expect([result.recovered, result.fills]).toEqual([undefined, undefined]);
  expect(result.problems).toEqual(["target timescaledb is down"]);
});

it("and where a waived cell is told of all the same", async () => {
  const { problems, also } = await brokenRedis(waived);
  expect(problems).toEqual(["CacheDown of redis fired, and the cell is waived"]);
  expect(also).toEqual(["CacheDown of redis"]);
});
