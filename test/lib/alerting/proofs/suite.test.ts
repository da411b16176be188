import { beforeAll, describe, expect, it } from "vitest";
import { during, type Meaning } from "../../../../lib/alerting/proofs/meaning.ts";
import { failuresOf, filesOf, ruleFileOf, type Suite, suiteOf } from "../../../../lib/alerting/proofs/suite.ts";
import type { Ground, World } from "../../../../lib/alerting/proofs/world.ts";
import { alert } from "../../../../lib/alerting/rules/alert.ts";
import { record } from "../../../../lib/alerting/rules/record.ts";
import { counter, gauge } from "../../../../lib/metrics/definitions.ts";
import { items, minutes, seconds } from "../../../../lib/metrics/units.ts";
import { above, increase, max, value } from "../../../../lib/promql/index.ts";
import { BUILDING } from "../../../support/tools.ts";
import { withFiles } from "../../../support/with-files.ts";

const queue = gauge({ name: "queue", help: "", unit: "items" });
const ground: Ground = { recorders: {}, undeclared: () => [] };
const waiting = (length: number) => (world: World) => world.target("shop").set(queue, {}, length);

const meaning: Meaning = {
  fires: [
    {
      when: "eleven wait",
      before: [during(minutes(1), waiting(0))],
      happens: [during(minutes(3), waiting(11))],
      firesAfter: minutes(1),
      tells: [{ labels: { job: "shop", instance: "shop:1" }, summary: "Queue of 11", description: "Above 10." }],
      resolves: { phases: [during(minutes(2), waiting(0))], after: seconds(0) },
    },
  ],
  silent: [{ when: "ten wait", phases: [during(minutes(5), waiting(10))] }],
  unscraped: "ends",
};
const QueueLong = alert("QueueLong", {
  meaning,
  condition: above(value(queue), items(10)),
  for: minutes(1),
  severity: "warning",
  owner: "shop",
  summary: (f) => `Queue of ${f.value}`,
  description: (f) => `Above ${f.threshold}.`,
});
const condition = (promql: string) => ({ ...QueueLong, condition: { ...QueueLong.condition, promql } });

/** The proofs of the meaning that fail when another rule stands in for the alert's own. */
const broken = async (suite: Suite): Promise<readonly string[]> => {
  const { files, tests } = filesOf([suite]);
  return [...failuresOf(await withFiles("promtool", files, ["test", "rules", ...tests])).keys()];
};
const onTrial = (rules: string) => broken(suiteOf(QueueLong, [], ground, rules));

describe("the proofs of an alert", () => {
  beforeAll(() => withFiles("promtool", new Map(), ["--version"]), BUILDING);

  it("hold for the alert itself", async () => {
    expect(await broken(suiteOf(QueueLong, [], ground))).toEqual([]);
  });

  it.each<[string, Parameters<typeof ruleFileOf>[0], readonly string[]]>([
    ["compares with another number", condition("queue > 9"), ["QueueLong stays silent when ten wait"]],
    [
      "looks back, so that it goes on when the queue is empty or cannot be seen",
      condition("max_over_time(queue[2m]) > 10"),
      ["QueueLong fires when eleven wait", "QueueLong ends when no scrape succeeds any more"],
    ],
    [
      "waits longer",
      { ...QueueLong, for: seconds(75) },
      ["QueueLong fires when eleven wait", "QueueLong ends when no scrape succeeds any more"],
    ],
    [
      "waits for nothing",
      (({ for: _, ...hasty }) => hasty)(QueueLong),
      ["QueueLong fires when eleven wait", "QueueLong ends when no scrape succeeds any more"],
    ],
    ["loses a label", condition("max by (job) (queue) > 10"), ["QueueLong fires when eleven wait"]],
    [
      "reads what nobody exposes",
      condition("queue_length > 10"),
      ["QueueLong fires when eleven wait", "QueueLong ends when no scrape succeeds any more"],
    ],
  ])("fail for a rule that %s", async (_, wrong, proofs) => {
    expect(await onTrial(ruleFileOf(wrong, []))).toEqual(proofs);
  });

  it("are no verdict when promtool cannot load the rule", async () => {
    await expect(onTrial("groups: [{name: x, rules: [{alert: QueueLong, expr: 'queue >'}]}]")).rejects.toThrow(
      "promtool could not run the proofs",
    );
  });

  it("need a first story that goes on once it fires", () => {
    const [story] = meaning.fires;
    const hasty = {
      ...meaning,
      fires: [{ ...story, happens: story.happens.map((one) => ({ ...one, lasts: minutes(1) })) }] as const,
    };
    expect(() => suiteOf({ ...QueueLong, meaning: hasty }, [], ground)).toThrow(
      "the first story of QueueLong ends before 75 s",
    );
  });

  it("need a name of their own", () => {
    const suite = suiteOf(QueueLong, [], ground);
    expect(() => filesOf([suite, suite])).toThrow("two rules are both called QueueLong");
  });

  it("need times that are whole scrapes", () => {
    const [story] = meaning.fires;
    const offBeat = { ...meaning, fires: [{ ...story, firesAfter: seconds(50) }] as const };
    expect(() => suiteOf({ ...QueueLong, meaning: offBeat }, [], ground)).toThrow(
      "firesAfter is 50 s, which is no multiple of the 15 s between two scrapes",
    );
  });
});

describe("the rule file of a proof", () => {
  it("holds the recordings that the alert reads, and those that these read, in their order", () => {
    const sold = counter({ name: "sold_total", help: "", unit: "items" });
    const first = record("instance:sold:increase", increase(sold, minutes(5)));
    const unread = record("instance:unread:increase", increase(sold, minutes(5)));
    const second = record("job:sold:max", max(first, { by: ["job"] }));
    const selling = { ...QueueLong, condition: above(second, items(10)) };
    const file = ruleFileOf(selling, [first, unread, second]);
    expect(file.match(/(?<=record: |alert: ).*/g)).toEqual(["instance:sold:increase", "job:sold:max", "QueueLong"]);
  });
});
