import { afterAll, beforeAll, expect, it } from "vitest";
import { parse, stringify } from "yaml";
import { mimirServer } from "../../cli/hosted/access.ts";
import { pushRoutes } from "../../cli/hosted/routes.ts";
import { hostedConfiguration } from "../../lib/alerting/routing/hosted.ts";
import { alertmanagerFiles } from "../../lib/alerting/routing/index.ts";
import { seconds } from "../../lib/metrics/units.ts";
import { assemble } from "../../stacks/assemble.ts";
import { grafanaCloud } from "../../stacks/environments/grafana-cloud.ts";
import { hostedRules } from "../../stacks/grafana-cloud.ts";
import { instanceFrom } from "../../stacks/instance.ts";
import { UNRESOLVED } from "../../stacks/resolution.ts";
import { playedContext } from "../cli/fixtures.ts";
import { served } from "../cli/hosted/served.ts";
import { mimir, type RunningMimir } from "./hosted/mimir.ts";
import { until } from "./kubernetes/until.ts";

const model = assemble({
  environment: { ...grafanaCloud, interval: seconds(15) },
  instance: instanceFrom({}, "/nowhere", "grafana-cloud"),
  resolution: UNRESOLVED,
});

let server: RunningMimir;
beforeAll(async () => {
  server = await mimir();
});
afterAll(() => server.stop());

const at = (tenant: string) => mimirServer({ url: server.url, tenant }, { MIMIR_API_KEY: "a-token" });
const { context } = playedContext();
const owner = { instance: "quantflow", environment: "grafana-cloud" };
const ours = hostedConfiguration(model, owner, (name) =>
  name === "slack-webhook-url" ? "https://hooks.slack.example/x" : `value-of-${name}`,
);

it("a real hosted Alertmanager takes the configuration, once, and has Alertmanager's own routes, inhibitions and texts", async () => {
  const push = { ours, owner, secrets: [], overwrite: false, dry: false };
  expect(await pushRoutes(context, at("first"), { ...push, dry: true })).toBe("created");
  expect(await pushRoutes(context, at("first"), push)).toBe("created");
  expect(await pushRoutes(context, at("first"), push)).toBe("unchanged");
  const other = { ...ours, text: ours.text.replace("value-of-pagerduty-routing-key", "another-key") };
  expect(await pushRoutes(context, at("first"), { ...push, ours: other })).toBe("replaced");
  const files = alertmanagerFiles(model);
  const standalone = parse(files.get("alertmanager.yml") ?? "");
  const { route, inhibit_rules } = parse(ours.text);
  expect({ route, inhibit_rules }).toEqual({ route: standalone.route, inhibit_rules: standalone.inhibit_rules });
  expect(Object.values(ours.templates)).toEqual([files.get("templates/messages.tmpl")]);
});

it("one that somebody else wrote is named, and overwritten only when that is told", async () => {
  const theirs = stringify({ route: { receiver: "office" }, receivers: [{ name: "office" }, { name: "billing" }] });
  const body = stringify({ alertmanager_config: theirs });
  const written = await fetch(`${server.url}/api/v1/alerts`, {
    method: "POST",
    body,
    headers: { "x-scope-orgid": "theirs" },
  });
  expect(written.status).toBe(201);
  const push = { ours, owner, secrets: [], overwrite: false, dry: false };
  await expect(pushRoutes(context, at("theirs"), push)).rejects.toMatchObject({
    code: "hosted/routes-overwritten",
    message: expect.stringContaining("Its receivers would be gone: office, billing."),
  });
  expect(await pushRoutes(context, at("theirs"), { ...push, overwrite: true })).toBe("replaced");
});

it("the Watchdog goes from the ruler through the Alertmanager to the dead man's switch, as it does on Docker", {
  timeout: 300_000,
}, async () => {
  const outside = await served(() => ({ status: 200 }));
  const told = {
    ...ours,
    text: ours.text.replace("https://dead-man-switch.quantflow.example/grafana-cloud", outside.url),
  };
  expect(told.text).not.toBe(ours.text);
  await pushRoutes(context, at("watched"), { ours: told, owner, secrets: [], overwrite: false, dry: false });
  const [group] = hostedRules({ ...model, groups: model.groups.filter(({ name }) => name === "prometheus") });
  const accepted = await fetch(`${server.url}/prometheus/config/v1/rules/quantflow`, {
    ...{ method: "POST", body: group?.text ?? "" },
    headers: { "x-scope-orgid": "watched" },
  });
  expect(accepted.status).toBe(202);
  const message = await until("the Watchdog", 240, async () => outside.asked[0]);
  expect(message.headers.authorization).toBe("Bearer value-of-dead-man-switch-token");
  const { alerts, receiver } = JSON.parse(message.body);
  expect(receiver).toBe("dead-man-switch");
  expect(alerts.map(({ labels }: { labels: object }) => labels)).toEqual([
    { alertname: "Watchdog", severity: "none", owner: "platform", environment: "grafana-cloud" },
  ]);
});
