import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { main } from "../../../cli/main.ts";
import { runningPrometheus } from "../../lib/metrics/running-prometheus.ts";
import type { Running } from "../../support/prometheus-process.ts";
import { BUILDING } from "../../support/tools.ts";
import { playedContext, recordingProgress, temporaryFolder } from "../fixtures.ts";
import { historyOf, NOW } from "./history.ts";

const plan = join(import.meta.dirname, "plans", "threshold.json");

/** Prices of two streams are 5 s old, but for two times at which trades are 40 s and 45 s old. The plan: 30 s -> 60 s. */
const episodes = [
  { from: Date.UTC(2026, 10, 18, 10), until: Date.UTC(2026, 10, 18, 10, 10), value: 40 },
  { from: Date.UTC(2026, 10, 21, 3), until: Date.UTC(2026, 10, 21, 3, 3), value: 45 },
];
const age = { metric: "quantflow_feed_last_message_timestamp_seconds", always: 5, isAge: true };
const week = (days: number) =>
  historyOf(
    [
      { metric: "up", labels: 'job="quantflow"', always: 1 },
      { ...age, labels: 'job="quantflow",stream="trade"', episodes },
      { ...age, labels: 'job="quantflow",stream="kline"' },
    ],
    days,
  );

const told = (...args: readonly string[]) => toldAt(NOW, ...args);

async function toldAt(now: number, ...args: readonly string[]) {
  const progress = recordingProgress();
  const { context, printed } = playedContext({ now: () => now, progress });
  const code = await main(["review", plan, "--format", "json", ...args], context);
  const { effects, cautions } = JSON.parse(printed()) as {
    readonly effects: readonly { readonly differences: readonly string[] }[];
    readonly cautions: readonly string[];
  };
  const differences = effects.flatMap(({ differences }) => differences);
  return { code, cautions, progress: progress.told, alerts: differences.filter((line) => line.startsWith("alert ")) };
}

describe("a review that asks the Prometheus of a week", { timeout: BUILDING }, () => {
  const global = { evaluation_interval: "15s" };
  let eightDays: Running;
  let twoDays: Running;
  beforeAll(async () => {
    [eightDays, twoDays] = await Promise.all([
      runningPrometheus({ global }, week(8)),
      runningPrometheus({ global }, week(2.5)),
    ]);
  }, BUILDING);
  afterAll(() => Promise.all([eightDays, twoDays].map((running) => running?.stop())));

  // Old and past 30 s for 30 s: from 10:00:30 to 10:10:00, and from 03:00:30 to 03:03:00.
  it("tells that the old threshold fired twice, and that the new one never would have", async () => {
    const { code, cautions, alerts, progress } = await told("--prometheus", eightDays.url);
    expect(alerts.at(-1)).toBe(
      "alert FeedStale in the last 7 days: old fired twice (12 min in all, first 2026-11-18 10:00 UTC), new would never have fired",
    );
    expect({ code, cautions }).toEqual({ code: 2, cautions: [] });
    expect(progress).toContain("note Asking Prometheus about the last 7 days FeedStale");
  });

  it("tells of the time that is asked for", async () => {
    const { alerts } = await told("--prometheus", `${eightDays.url}/`, "--since", "3d");
    expect(alerts.at(-1)).toBe(
      "alert FeedStale in the last 3 days: old fired once (2026-11-21 03:00 UTC, 2 min 30 s), new would never have fired",
    );
  });

  it("says since when there is data where it does not reach back so far", async () => {
    const { alerts } = await told("--prometheus", twoDays.url);
    expect(alerts.at(-1)).toBe(
      "alert FeedStale since 2026-11-21 00:00 UTC, where its data begins: old fired once (2026-11-21 03:00 UTC, 2 min 30 s), new would never have fired",
    );
  });

  it("says for how long there was no data where it ended before now", async () => {
    const { alerts } = await toldAt(NOW + 86_400_000, "--prometheus", eightDays.url);
    // Prometheus answers with a sample for up to 5 min after it.
    expect(alerts.at(-1)).toContain("alert FeedStale in the last 7 days (no data for 23 h 56 min of it): old fired");
  });

  it("is a review all the same where that Prometheus does not answer, or has no data", async () => {
    const silent = await told("--prometheus", "http://127.0.0.1:1");
    expect(silent.code).toBe(2);
    expect(silent.cautions).toEqual([
      expect.stringMatching(
        /^when changed alerts would have fired is not told: Prometheus at http:\/\/127\.0\.0\.1:1 does not answer: /,
      ),
    ]);
    expect(silent.alerts[0]).toContain("FeedStale: threshold 30 s -> 60 s");
    const { context, printed } = playedContext({ now: () => NOW + 365 * 86_400_000 });
    await main(["review", plan, "--format", "json", "--prometheus", eightDays.url], context);
    expect(JSON.parse(printed()).cautions).toEqual([
      "when changed alerts would have fired is not told: Prometheus has no samples of up in the last 7 days",
    ]);
  });

  it("takes a password from a file, and none from a command line", async () => {
    const file = join(temporaryFolder(), "password");
    writeFileSync(file, "a b\n");
    const given = ["--prometheus-user", "reader", "--prometheus-password-file", file];
    expect((await told("--prometheus", eightDays.url, ...given)).cautions).toEqual([]);
    const { context, told: said } = playedContext();
    const address = eightDays.url.replace("//", "//reader:hunter2@");
    expect(await main(["review", plan, "--prometheus", address], context)).toBe(1);
    expect(said()).toContain("holds a login, which every user of this machine can read");
    expect(said()).not.toContain("hunter2");
  });
});
