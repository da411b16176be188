import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { docker } from "../../e2e/engine.ts";
import { eventually, found } from "../../e2e/eventually.ts";
import { requireAllTargetsUp } from "../../e2e/platform.ts";
import type { Range } from "./answers.ts";
import { cutOff, fire, inTurn, killed, started, together, told } from "./failover.ts";
import { longestPause, missingSteps } from "./gaps.ts";
import { type Running, running } from "./running.ts";
import { report } from "./timeline.ts";

const page = report();
let here: Running;
beforeAll(async () => {
  here = await running();
  await requireAllTargetsUp(here.platform);
});
afterAll(async () => {
  page.write();
  await here?.clone.destroy();
});

const seconds = () => Date.now() / 1000;
const STEP = 15;
/** The shortest window of our panels, `$__rate_interval`: a hole that is shorter is seen nowhere. */
const LOOKBACK = 4 * STEP;
const UP = `up{job="quantflow"}`;

/** When the archive's newest sample of this Prometheus was scraped, in seconds since the epoch; 0 where it has none. */
async function scraped(replica: string): Promise<number> {
  const [series] = await here.answers.byReplica(`timestamp(up{job="quantflow",replica="${replica}"})`);
  return series?.points.at(-1)?.value ?? 0;
}

/** Waits until the archive has what this Prometheus scraped after a time. */
const archived = (replica: string, after: number) =>
  eventually(
    `the archive has samples of replica ${replica}`,
    async () => {
      const newest = await scraped(replica);
      if (newest <= after) throw new Error(`the newest is of ${newest}, not after ${after}`);
    },
    { within: 180 },
  );

const toldOf = (name: string, within: number) =>
  eventually(
    `a mail about ${name}`,
    async () => found((await told(here.platform, name)).mails > 0 ? [name] : [], "no such mail"),
    { within },
  );

describe("one of two Prometheus is killed", () => {
  const story = page.part("One Prometheus is killed");
  let range: Range;

  beforeAll(async () => {
    for (const replica of ["a", "b"]) await archived(replica, seconds());
    const from = await scraped("a");
    for (const replica of ["a", "b"]) await archived(replica, from + LOOKBACK);
    story.note("both Prometheus scrape, and the archive has samples of both");
    await killed(here.container("prometheus"));
    const died = seconds();
    story.note("`prometheus` (replica a) is killed");
    await toldOf("TargetDown", 300);
    story.note("the mail that it is down arrives: `prometheus-b` said so");
    await started(here.container("prometheus"));
    story.note("`prometheus` is started again");
    await archived("a", seconds());
    await archived("b", seconds() + LOOKBACK);
    story.note("both are there again");
    range = { from: from + LOOKBACK, to: seconds() - STEP, step: STEP, lookback: LOOKBACK };
    expect(range.to - died).toBeGreaterThan(2 * LOOKBACK);
  });

  it("leaves no gap in the deduplicated answer, of no target", async () => {
    const all = await here.answers.range("up", range);
    const watched = all.filter(({ labels }) => labels["instance"] !== "prometheus:9090");
    expect(watched).toHaveLength(here.platform.model.targets.length - 1);
    expect(watched.flatMap(({ points }) => missingSteps(points, range))).toEqual([]);
    story.found("steps of 15 s without a value, of every target, as dashboards ask", "0");
  });

  it("never waits for a sample longer than the shortest window of a panel", async () => {
    const [seen] = await here.answers.samples(UP, { from: range.from - LOOKBACK, to: range.to });
    const points = seen?.points ?? [];
    expect(points.length).toBeGreaterThan((range.to - range.from) / LOOKBACK);
    expect(longestPause(points)).toBeLessThan(LOOKBACK);
    story.found("longest time between two samples, deduplicated", `${longestPause(points).toFixed(0)} s`);
  });

  it("leaves a gap in what the killed one brought, and none in the other's", async () => {
    const all = await here.answers.rangeByReplica(UP, range);
    const missing = (replica: string) =>
      missingSteps(all.find(({ labels }) => labels["replica"] === replica)?.points ?? [], range).length;
    expect(all.map(({ labels }) => labels["replica"]).sort()).toEqual(["a", "b"]);
    expect({ a: missing("a") > 4, b: missing("b") }).toEqual({ a: true, b: 0 });
    story.found("steps without a value in what replica a brought", `${missing("a")}`);
    story.found("steps without a value in what replica b brought", `${missing("b")}`);
  });

  it("was told once, though two Prometheus and two Alertmanagers could have", async () => {
    const times = await told(here.platform, "TargetDown");
    expect(times).toEqual({ mails: 1, records: 1 });
    story.found("mails about it; records in the application's history", `${times.mails}; ${times.records}`);
  });

  it("has two Prometheus say the same: every alert is one to each Alertmanager", async () => {
    for (const one of here.members) {
      const held = (await one.alerts()).map((labels) => JSON.stringify(Object.entries(labels).sort()));
      expect(new Set(held).size).toBe(held.length);
      expect(held.filter((labels) => labels.includes("Watchdog"))).toHaveLength(1);
      expect(held.filter((labels) => labels.includes("replica"))).toEqual([]);
    }
  });
});

describe("one of two Alertmanagers is killed", () => {
  beforeAll(() => together(here.members));

  /** Two alerts told one after the other: whatever was about to be told before them has been told by then. */
  async function settled(by: (typeof here.members)[number], name: string): Promise<void> {
    for (const marker of [`${name}FirstMarker`, `${name}SecondMarker`]) {
      await fire([by], marker);
      await toldOf(marker, 90);
    }
  }

  /** Starts what was killed, once it is known what came of it. */
  async function outcome(name: string, dead: string, survivor: (typeof here.members)[number]) {
    await settled(survivor, name);
    const times = await told(here.platform, name);
    await started(dead);
    await together(here.members);
    return times;
  }

  it("before either has told of an alert: it is told once", async () => {
    const story = page.part("One Alertmanager is killed before it has told of an alert");
    const [first, second] = await inTurn(here.members);
    await fire(here.members, "KilledBefore");
    story.note("both Prometheus hand the alert to both Alertmanagers");
    await killed(first.container);
    story.note("the one whose turn it is, is killed");
    await toldOf("KilledBefore", 90);
    story.note("the mail arrives: the other one told");
    const times = await outcome("KilledBefore", first.container, second);
    expect(times).toEqual({ mails: 1, records: 1 });
    story.found("mails; records in the application's history", `${times.mails}; ${times.records}`);
  });

  it("after the other has heard that it told: it is told once", async () => {
    const story = page.part("One Alertmanager is killed after it has told of an alert");
    const [first, second] = await inTurn(here.members);
    await fire(here.members, "KilledAfter");
    story.note("both Prometheus hand the alert to both Alertmanagers");
    await toldOf("KilledAfter", 90);
    story.note("the mail arrives");
    await settled(first, "KilledAfterHeard");
    await killed(first.container);
    story.note("the one that told is killed; the other has heard of it by gossip");
    const times = await outcome("KilledAfter", first.container, second);
    expect(times).toEqual({ mails: 1, records: 1 });
    story.found("mails; records in the application's history", `${times.mails}; ${times.records}`);
  });

  it("after it told, before the other could hear: it is told twice at most, and the history shows it once", async () => {
    const story = page.part("One Alertmanager is killed inside the send window");
    const [first, second] = await inTurn(here.members);
    const known = await duplicates();
    await fire(here.members, "KilledInside");
    story.note("both Prometheus hand the alert to both Alertmanagers");
    const join = await cutOff(second.container);
    story.note("the second is cut off, so that it hears nothing");
    await toldOf("KilledInside", 90);
    story.note("the mail arrives: the first told");
    await killed(first.container);
    story.note("the first is killed, its word never heard");
    await join();
    story.note("the second is joined again");
    const twice = await eventually(
      "the second tells too",
      async () =>
        found(
          [await told(here.platform, "KilledInside")].filter(({ mails }) => mails > 1),
          "one mail",
        ),
      { within: 180 },
    );
    const times = await outcome("KilledInside", first.container, second);
    expect([twice, times]).toEqual([
      { mails: 2, records: 1 },
      { mails: 2, records: 1 },
    ]);
    await eventually(
      "the application counts what it was sent twice",
      async () =>
        found(
          [await duplicates()].filter((count) => count > known),
          known,
        ),
      { within: 60 },
    );
    story.found("mails; records in the application's history", `${times.mails}; ${times.records}`);
  });

  const duplicates = async (): Promise<number> =>
    (await here.platform.query("sum(quantflow_alerts_repeated_total)"))[0]?.value ?? 0;
});

describe("the archive", () => {
  const story = page.part("The archive's receiver is stopped");
  let range: Range;

  beforeAll(async () => {
    const from = Math.floor(seconds());
    await archived("a", from + 2 * STEP);
    await docker(["stop", "-t", "60", here.container("thanos-receive")]);
    story.note("`thanos-receive` is stopped, and puts what it has into the bucket");
    range = { from, to: Math.floor(from + STEP), step: STEP, lookback: LOOKBACK };
  });
  afterAll(async () => {
    await docker(["start", here.container("thanos-receive")]);
  });

  it("answers from the blocks in its bucket alone", async () => {
    await eventually(
      "Store answers for what Receive put into the bucket",
      async () => {
        const all = await here.answers.rangeByReplica(UP, range);
        expect(all.map(({ labels }) => labels["replica"]).sort()).toEqual(["a", "b"]);
        expect(all.flatMap(({ points }) => missingSteps(points, range))).toEqual([]);
      },
      { within: 150 },
    );
    story.note("`thanos-store` has found the block, and answers for both replicas");
  });

  it("takes what both Prometheus kept for it while it was away: nothing is missing", async () => {
    const away = seconds();
    await docker(["start", here.container("thanos-receive")]);
    story.note("`thanos-receive` is started again");
    await archived("a", away + LOOKBACK);
    const whole = { ...range, to: Math.floor(seconds()) - STEP };
    const [series] = await here.answers.range(UP, { ...whole, lookback: 2 * STEP });
    expect(missingSteps(series?.points ?? [], whole)).toEqual([]);
    story.note("both Prometheus have sent what they had kept");
    story.found("steps of 15 s without a value, over the time without it", "0");
  });
});
