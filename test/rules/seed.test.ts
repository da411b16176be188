/** The rules that QuantFlow began with, held to what their own summaries mean: why ours are written otherwise. */
import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { during, type FiringStory, type Meaning } from "../../lib/alerting/proofs/meaning.ts";
import { failuresOf, filesOf, suiteOf } from "../../lib/alerting/proofs/suite.ts";
import type { World } from "../../lib/alerting/proofs/world.ts";
import type { Alert } from "../../lib/alerting/rules/alert.ts";
import { parseDuration } from "../../lib/metrics/duration.ts";
import { minutes, perMinute, seconds } from "../../lib/metrics/units.ts";
import { always } from "../../lib/promql/index.ts";
import { processCpu, residentMemory } from "../../metrics/external/index.ts";
import { backtestDuration } from "../../metrics/quantflow/index.ts";
import { groundOf } from "../../rules/ground.ts";
import { application, OUR_SECOND, OURS } from "../../rules/meanings/application.ts";
import { disconnected, prices } from "../../rules/meanings/prices.ts";
import { recordings } from "../support/recordings.ts";
import { BUILDING } from "../support/tools.ts";
import { withFiles } from "../support/with-files.ts";

const text = readFileSync(new URL("../lib/promql/checker/seed/alert.rules.golden.yml", import.meta.url), "utf8");
const rule = z.object({ alert: z.string(), expr: z.string(), for: z.string() });
const file = z.object({ groups: z.tuple([z.object({ rules: z.array(rule) })]) });
const seed = file.parse(parse(text)).groups[0].rules;

const answers = (world: World) => application(world).answers();
const fails = (world: World) => application(world).fails();
const vanishes = (world: World) => application(world).vanishes();
const fine = { labels: {}, summary: "", description: "" };

/** It is so for ten minutes, and fires after so many. */
const story = (when: string, happens: (world: World) => void, firesAfter: number): FiringStory => ({
  when,
  before: [during(minutes(10), answers)],
  happens: [during(minutes(10), happens)],
  firesAfter: minutes(firesAfter),
  tells: [fine],
});
const silent = (when: string, happens: (world: World) => void) => ({ when, phases: [during(minutes(20), happens)] });
const backtest = (took: number) => (world: World) => {
  if (world.now === 600)
    application(world).observe(backtestDuration, { strategy: "sma-cross", outcome: "completed" }, took);
};
const memory = (bytes: number) => (world: World) => application(world).set(residentMemory, {}, bytes);
const processor = (share: number) => (world: World) => application(world).increment(processCpu, {}, share * world.step);

/** What each summary and description says, in what happens. */
const meanings: Readonly<Record<string, Meaning>> = {
  HighLatency: {
    fires: [story("every trade is a second old", prices(perMinute(600), { late: [{ events: 20, seconds: 1 }] }), 1)],
    silent: [],
    unscraped: "ends",
  },
  LowMessageRate: {
    fires: [story("the application is down", fails, 2)],
    silent: [
      silent("594 prices a minute arrive", prices(perMinute(594), { streams: ["trade"] })),
      silent("nobody is subscribed", disconnected()),
      silent(
        "two instances together get enough",
        prices(perMinute(1100), { streams: ["trade"], of: [OURS, OUR_SECOND] }),
      ),
    ],
    unscraped: "stays",
  },
  HighBacktestDuration: {
    fires: [story("a backtest took 70 s", backtest(70), 0)],
    silent: [],
    unscraped: "ends",
  },
  ServiceDown: {
    fires: [story("it cannot be scraped", fails, 1), story("it is gone from the configuration", vanishes, 1)],
    silent: [silent("it answers", answers)],
    unscraped: "stays",
  },
  HighMemoryUsage: {
    fires: [story("it uses 510 MB", memory(510e6), 2)],
    silent: [silent("it uses 490 MB", memory(490e6))],
    unscraped: "ends",
  },
  HighCPUUsage: {
    fires: [story("it uses 95 % of a core", processor(0.95), 5)],
    silent: [silent("it uses 70 % of a core", processor(0.7))],
    unscraped: { lasts: minutes(4.5) },
  },
};

const alertOf = ({ alert, expr, for: held }: z.infer<typeof rule>): Alert => ({
  ...{ name: alert, severity: "warning", owner: "", labels: {}, texts: () => ({ summary: "", description: "" }) },
  condition: { ...always, promql: expr },
  for: seconds(parseDuration(held) ?? 0),
  meaning: meanings[alert] as Meaning,
});

/** Fires, silent or not: their texts are another matter. */
const suites = seed.map((one) => {
  const { proofs, ...suite } = suiteOf(alertOf(one), [], groundOf(recordings), text);
  return { ...suite, proofs: proofs.map((proof) => ({ ...proof, alert_rule_test: [] })) };
});

/** The rows of the audit, by the proof that shows them. */
const FAULTS: Readonly<Record<string, string>> = {
  "HighLatency fires when every trade is a second old": "A1: a histogram has no series of its base name",
  "HighLatency ends when no scrape succeeds any more": "A1",
  "HighBacktestDuration fires when a backtest took 70 s": "A2: so has that of the backtests",
  "HighBacktestDuration ends when no scrape succeeds any more": "A2",
  "LowMessageRate stays silent when 594 prices a minute arrive": "A3: a rate is per second",
  "LowMessageRate fires when the application is down": "A4: a series that ended is not below anything",
  "LowMessageRate stays when no scrape succeeds any more": "A4",
  "LowMessageRate stays silent when nobody is subscribed": "A4: no subscription, no prices",
  "LowMessageRate stays silent when two instances together get enough": "A4: each replica by itself",
  "ServiceDown fires when it is gone from the configuration": "A5: no target, no series of up",
  "HighCPUUsage fires when it uses 95 % of a core": "A8: the text says 5 minutes, the rule 2",
  "HighCPUUsage lasts 4.5 min when no scrape succeeds any more": "A8",
  "HighMemoryUsage fires when it uses 510 MB": "A9: 500 MiB are 524 MB",
  "HighMemoryUsage ends when no scrape succeeds any more": "A9",
};

describe("the rules that QuantFlow began with, held to their own summaries", () => {
  let failed: ReadonlyMap<string, string>;
  beforeAll(async () => {
    const { files, tests } = filesOf(suites);
    failed = failuresOf(await withFiles("promtool", files, ["test", "rules", ...tests]));
  }, BUILDING);

  it("break every proof that shows a fault, and no other", () => {
    expect([...failed.keys()].sort()).toEqual(Object.keys(FAULTS).sort());
  });

  it.each(["HighLatency", "HighBacktestDuration"])("%s never fires at all", (name) => {
    const said = [...failed].filter(([proof]) => proof.startsWith(`${name} fires`)).map(([, why]) => why);
    expect(said.join()).toMatch(/got: nil/);
    expect(said.join()).not.toMatch(/got: \{\}/);
  });
});
