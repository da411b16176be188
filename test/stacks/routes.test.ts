import { describe, expect, it } from "vitest";
import {
  alertmanagerFiles,
  type PagerDutyReceiver,
  pacedRoute,
  reach,
  receiverSecrets,
  routingFaults,
  type SlackReceiver,
  type TelegramReceiver,
  unreachable,
  type WebhookReceiver,
  weekends,
} from "../../lib/alerting/routing/index.ts";
import { labelsOf } from "../../lib/alerting/rules/file.ts";
import { scrapeSecrets } from "../../lib/services/scrape.ts";
import { given } from "../../lib/services/secret.ts";
import { JOBS } from "../../metrics/index.ts";
import { rules } from "../../rules/index.ts";
import { inhibitions } from "../../rules/inhibitions.ts";
import { environments } from "../../stacks/environments/index.ts";
import { onSite } from "../../stacks/receivers.ts";
import { routesTo } from "../../stacks/routes.ts";
import { everyRouting, routingPage } from "../../stacks/routing.ts";
import { alertmanager, alertmanagerTarget } from "../../stacks/services/alertmanager.ts";
import { prometheus } from "../../stacks/services/prometheus.ts";
import { targets } from "../../stacks/targets.ts";
import { ALERTMANAGERS } from "../../stacks/versions.ts";
import { BUILDING, builtIn } from "../support/tools.ts";
import { withFiles } from "../support/with-files.ts";

const routes = routesTo(onSite);
const groups = rules({ jobs: JOBS });
const alerts = groups.flatMap((group) => group.alerts);
const labelsOfAlerts = alerts.map(
  (alert): Readonly<Record<string, string>> => ({ ...labelsOf(alert), alertname: alert.name }),
);
const everywhere = Object.values(environments);
const namesOf = (labels: Readonly<Record<string, string>>, route = routes) =>
  reach(labels, route).map(({ name }) => name);

/** People who read Slack on working days, are woken by PagerDuty, and have someone watch the Watchdog. */
const chat: SlackReceiver = { kind: "slack", name: "chat", url: given("slack-url") };
const pager: PagerDutyReceiver = { kind: "pagerduty", name: "pager", routingKey: given("pagerduty-key") };
const phone: TelegramReceiver = { kind: "telegram", name: "phone", token: given("telegram-token"), chat: -42 };
const watcher: WebhookReceiver = { kind: "webhook", name: "watcher", url: "https://watcher.example/ping" };
const history: WebhookReceiver = { kind: "webhook", name: "history", url: "http://app:3000/", keepsHistoryOnly: true };
const quiet = weekends("Europe/Berlin");
const example = routesTo({ people: chat, pager, deadManSwitch: watcher, history, quiet: [quiet] });

describe("the routes", () => {
  it("mail every alert, and give the application a copy", () => {
    for (const labels of labelsOfAlerts.filter(({ alertname }) => alertname !== "Watchdog"))
      expect(namesOf(labels)).toEqual(["application", "email"]);
  });

  it("let the watchman hear the Watchdog, and nothing else, and mail it as well", () => {
    expect(namesOf({ alertname: "Watchdog", severity: "none" })).toEqual(["application", "watchman", "email"]);
  });

  it("would leave every alert with the application alone, were there no mail", () => {
    const copies = { ...routes, routes: routes.routes?.slice(0, 1) ?? [] };
    expect(unreachable(alerts, copies, () => []).map(({ only }) => only)).toEqual(alerts.map(() => ["application"]));
  });

  it("have no fault, with every alert in every set of labels it can carry", () => {
    for (const { audience } of everywhere)
      expect(routingFaults(everyRouting(audience)).map(({ message }) => message)).toEqual([]);
  });

  it("are what docs/routing.md shows; write it again with vitest -u", async () => {
    await expect(routingPage(everywhere)).toMatchFileSnapshot("../../docs/routing.md");
  });
});

describe("the routes of an audience out in the world", () => {
  it("wake someone for what is critical, and show everything where people read", () => {
    expect(namesOf({ severity: "critical" }, example)).toEqual(["history", "pager", "chat"]);
    expect(namesOf({ severity: "warning" }, example)).toEqual(["history", "chat"]);
    expect(namesOf({ severity: "none" }, example)).toEqual(["history", "watcher"]);
  });

  it("have no fault", () => {
    const receivers = [chat, pager, watcher, history];
    const routing = { ...everyRouting(onSite), route: example, receivers, intervals: [quiet] };
    expect(routingFaults(routing).map(({ message }) => message)).toEqual([]);
  });

  it("have one where somebody is declared and not told", () => {
    const faults = routingFaults({ ...everyRouting(onSite), route: example, receivers: [phone] });
    expect(faults.map(({ code }) => code)).toEqual(["routing/unused-receiver"]);
  });
});

const cases = ALERTMANAGERS.flatMap((version) =>
  [
    ...everywhere.map(({ name, audience, pace }) => ({ name, route: pacedRoute(routesTo(audience), pace) })),
    { name: "the example", route: example },
  ].map((one) => ({ version, ...one })),
);

describe.each(cases)("amtool of $version, given the routes of $name,", ({ version, route }) => {
  const files = alertmanagerFiles({ route, inhibitions: inhibitions(groups) });

  it(
    "reads them",
    async () => {
      const outcome = await withFiles(await builtIn(version, "amtool"), files, ["check-config", "alertmanager.yml"]);
      expect(outcome.code, outcome.stderr).toBe(0);
    },
    BUILDING,
  );

  it(
    "sends every alert where we say",
    async () => {
      const amtool = await builtIn(version, "amtool");
      // One of each severity, by which alone these routes tell alerts apart.
      const deciding = new Map(labelsOfAlerts.map((labels) => [labels["severity"], labels]));
      for (const labels of deciding.values()) {
        const answer = await withFiles(amtool, files, [
          ...["config", "routes", "test", "--config.file=alertmanager.yml"],
          ...Object.entries(labels).map(([name, text]) => `${name}=${JSON.stringify(text)}`),
        ]);
        expect(answer.stdout.trim().split(","), answer.stderr).toEqual(namesOf(labels, route));
      }
    },
    BUILDING,
  );
});

describe("the secrets that a configuration names", () => {
  it("are mounted in Alertmanager", () => {
    expect(Object.keys(alertmanager.secrets ?? {})).toEqual(
      expect.arrayContaining(Object.keys(receiverSecrets({ route: routes }))),
    );
  });

  it("are mounted in Prometheus", () => {
    const named = scrapeSecrets({ targets: Object.values(targets), alertmanagers: [alertmanagerTarget] });
    expect(Object.keys(prometheus.secrets ?? {})).toEqual(expect.arrayContaining(Object.keys(named)));
  });
});
