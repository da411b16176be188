/** Storms of alerts on the real Alertmanager: grouped, none lost, mails within what the routes' times allow. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  alertmanagerFiles,
  type EmailReceiver,
  pacedRoute,
  type WebhookReceiver,
} from "../../lib/alerting/routing/index.ts";
import { application, caught, watching } from "../../stacks/receivers.ts";
import { routesTo } from "../../stacks/routes.ts";
import { secrets } from "../../stacks/secrets.ts";
import { tools } from "../../stacks/versions.ts";
import { eventually } from "../e2e/eventually.ts";
import { freePort } from "../support/free-port.ts";
import { madeBy } from "../support/made-by.ts";
import { BUILDING } from "../support/tools.ts";
import { StormAlertmanager } from "./storms/alertmanager.ts";
import { openReceivers, type Remembered } from "./storms/receivers.ts";
import { type Skew, stormsReport } from "./storms/report.ts";
import { Sender } from "./storms/sender.ts";
import { type Ground, type Outcome, Storm, stormAlerts } from "./storms/storm.ts";

const COMMAND = "QUANTFLOW_WRITE_REPORT=1 npx vitest run --project full test/full/storms.test.ts";
/** So that a minute between two messages is three seconds. */
const PACE = 20;
/** What app/webhook/router.ts takes. */
const LIMIT = 4 * 2 ** 20;

const root = join(import.meta.dirname, "../..");
let folder: string;
let here: Ground;
const outcomes: Outcome[] = [];
const skews: Skew[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "quantflow-storms-"));
  const receivers = await openReceivers(join(folder, "history"));
  const people: EmailReceiver = { ...caught, smarthost: `127.0.0.1:${receivers.mailPort}` };
  const history: WebhookReceiver = { ...application, url: receivers.webhook };
  const watchman: WebhookReceiver = { ...watching, url: receivers.heartbeat };
  const route = pacedRoute(routesTo({ people, history, watchman }), PACE);
  const alertmanager = new StormAlertmanager(folder, await freePort());
  await alertmanager.configure(alertmanagerFiles({ route, inhibitions: [] }), {
    [secrets.webhookToken.name]: "token",
    [secrets.watchmanToken.name]: "token",
  });
  await alertmanager.start();
  here = { alertmanager, receivers, route };
}, BUILDING);

afterAll(async () => {
  await here.alertmanager.end("SIGTERM");
  await here.receivers.close();
  await rm(folder, { recursive: true, force: true });
});

function expectNothingLost(outcome: Outcome): void {
  outcomes.push(outcome);
  expect(outcome).toMatchObject({ firing: outcome.alerts, resolved: outcome.alerts, truncated: 0 });
  expect(outcome.mails).toBeLessThanOrEqual(outcome.mostMails);
  expect(outcome.mails).toBeGreaterThanOrEqual(2 * outcome.groups);
  expect(outcome.largestCopy).toBeLessThan(LIMIT);
}

describe("1,000 alerts at once", () => {
  it.each([
    ["OfTenNames", 10],
    ["OfOneName", 1],
  ])("are told in as many messages as they have names, firing and resolved: %s", async (name, names) => {
    const alerts = stormAlerts(name, 1_000, names);
    const storm = new Storm(here, name, alerts);
    storm.sender.fire(alerts);
    await Promise.all([storm.everyOne("firing"), storm.everyGroupMailed("CRITICAL")]);
    storm.sender.resolve(alerts);
    await Promise.all([storm.everyOne("resolved"), storm.everyGroupMailed("RESOLVED")]);
    expectNothingLost(await storm.over());
  });
});

describe("200 alerts that come and go", () => {
  it("are mailed no more often than their groups may be, and end as they ended", async () => {
    const alerts = stormAlerts("Flapping", 200, 4);
    const storm = new Storm(here, "Flapping", alerts);
    for (let flap = 0; flap < 20; flap++) {
      storm.sender.fire(alerts);
      await storm.sender.send();
      storm.sender.resolve(alerts);
      await storm.sender.send();
    }
    storm.sender.fire(alerts);
    await Promise.all([storm.everyOne("firing"), storm.everyGroupMailed("CRITICAL")]);
    storm.sender.resolve(alerts);
    await Promise.all([storm.everyOne("resolved"), storm.everyGroupMailed("RESOLVED")]);
    expectNothingLost(await storm.over());
  });
});

describe("Alertmanager, ended in the middle of a storm of 1,000", () => {
  it.each([
    ["Restarted", "SIGTERM"],
    ["Killed", "SIGKILL"],
  ] as const)("loses none of it: %s", async (name, signal) => {
    const alerts = stormAlerts(name, 1_000, 10);
    const storm = new Storm(here, name, alerts);
    storm.sender.fire(alerts);
    await eventually(
      "the first of it is told",
      async () => {
        if (storm.copies.length === 0) throw new Error("nothing yet");
      },
      { within: 60 },
    );
    await here.alertmanager.end(signal);
    await here.alertmanager.start();
    await Promise.all([storm.everyOne("firing"), storm.everyGroupMailed("CRITICAL")]);
    storm.sender.resolve(alerts);
    await Promise.all([storm.everyOne("resolved"), storm.everyGroupMailed("RESOLVED")]);
    expectNothingLost(await storm.over(1));
  });
});

const alertsIn = (body: string) => (JSON.parse(body) as { alerts: readonly Remembered[] }).alerts;

const watchdog = (clock: string) => ({
  labels: { alertname: "Watchdog", severity: "none", environment: "local", clock },
  annotations: {},
});

describe("a Prometheus whose clock is wrong", () => {
  it.each([
    ["1 h ahead", 3600, true],
    ["1 min behind", -60, true],
    ["10 min behind", -600, false],
  ] as const)("is %s", async (clock, skew, isTold) => {
    const name = `Skewed${Math.abs(skew)}x`;
    const alerts = stormAlerts(name, 20, 2);
    const sender = new Sender(here.alertmanager.url, 1000 * skew);
    const storm = new Storm(here, name, alerts);
    const isHeard = () =>
      here.receivers.heartbeats.some((body) =>
        alertsIn(body).some(({ status, labels }) => status === "firing" && labels["clock"] === clock),
      );
    sender.fire([...alerts, watchdog(clock)]);
    sender.start();
    if (isTold) await storm.everyOne("firing");
    else await tellingAnother(`Beside${name}`);
    sender.resolve(alerts);
    if (isTold && skew < 0) await storm.everyOne("resolved");
    await sender.stop();
    await storm.over();
    const told = { firing: storm.known("firing"), resolved: storm.known("resolved"), heard: isHeard() };
    skews.push({ clock, alerts: alerts.length, ...told });
    // The end that a fast clock gives lies ahead; of what was never told as firing no end is told.
    const ended = isTold && skew < 0 ? alerts.length : 0;
    expect(told).toEqual({ firing: isTold ? alerts.length : 0, resolved: ended, heard: isTold });
  });

  /** As long as another alert takes to be told, and to be told as over. */
  async function tellingAnother(name: string): Promise<void> {
    const alerts = stormAlerts(name, 1, 1);
    const storm = new Storm(here, name, alerts);
    storm.sender.fire(alerts);
    await storm.everyOne("firing");
    storm.sender.resolve(alerts);
    await storm.everyOne("resolved");
    await storm.over();
  }
});

describe("the report", () => {
  it("tells every storm and every clock, and is written where one is asked for", async () => {
    expect(outcomes.map(({ storm }) => storm)).toEqual(["OfTenNames", "OfOneName", "Flapping", "Restarted", "Killed"]);
    expect(skews).toHaveLength(3);
    const report = stormsReport({
      madeBy: await madeBy(root, COMMAND, new Date()),
      ...{ alertmanager: tools.alertmanager.version, pace: PACE, limit: LIMIT, outcomes, skews },
    });
    for (const { storm } of outcomes) expect(report).toContain(`| ${storm} |`);
    for (const { clock } of skews) expect(report).toContain(`| ${clock} |`);
    if (process.env["QUANTFLOW_WRITE_REPORT"]) await writeFile(join(root, "docs/reports/storms.md"), report);
  });
});
