import { describe, expect, it } from "vitest";
import { stringify } from "yaml";
import { alertmanagerDiffer } from "../../../../lib/alerting/routing/difference.ts";

type Settings = Readonly<Record<string, unknown>>;
const critical = { receiver: "email", matchers: ['severity="critical"'], group_wait: "10s" };
const email = { name: "email", email_configs: [{ to: "a@example.com", auth_password_file: "/run/secrets/a" }] };
const base: Settings = {
  route: { receiver: "application", group_by: ["alertname"], group_wait: "30s", routes: [critical] },
  receivers: [email, { name: "application", webhook_configs: [{ url: "http://app/one", timeout: "10s" }] }],
  inhibit_rules: [{ name: "down", source_matchers: ['a="1"'], target_matchers: ['b="2"'], equal: ["job"] }],
};
const file = (settings: Settings) => new Map([["alertmanager.yml", stringify(settings)]]);
const lines = (changed: Settings) => alertmanagerDiffer.describe(file(base), file({ ...base, ...changed }));
const routed = (routes: readonly Settings[], more: Settings = {}) => ({
  route: { ...(base["route"] as Settings), routes, ...more },
});

describe("a difference of Alertmanager's configuration", () => {
  it.each<[string, Settings, readonly string[]]>([
    ["who no longer gets what", routed([]), ["receiver email no longer gets critical"]],
    [
      "who gets it instead",
      routed([{ ...critical, receiver: "application" }]),
      ["receiver email no longer gets critical", "receiver application now gets critical"],
    ],
    [
      "how long a route waits",
      routed([{ ...critical, group_wait: "1m" }]),
      ["receiver email, critical: group_wait 10s -> 1m"],
    ],
    [
      "what a route inherits",
      routed([critical], { group_by: ["alertname", "job"] }),
      ["receiver application, everything else: group_by job added", "receiver email, critical: group_by job added"],
    ],
    ["receivers", { receivers: [email] }, ["receiver application removed"]],
    [
      "an integration, of its address nothing",
      { receivers: [email, { name: "application", webhook_configs: [{ url: "http://app/two", timeout: "5s" }] }] },
      ["receiver application: webhook_configs.timeout 10s -> 5s, webhook_configs.url changed"],
    ],
    [
      "the name of a secret's file",
      {
        receivers: [
          { name: "email", email_configs: [{ to: "a@example.com", auth_password_file: "/run/secrets/b" }] },
          ...(base["receivers"] as Settings[]).slice(1),
        ],
      },
      ["receiver email: email_configs.auth_password_file /run/secrets/a -> /run/secrets/b"],
    ],
    ["inhibitions", { inhibit_rules: [] }, ['inhibition "down" removed']],
    ["time intervals", { time_intervals: [{ name: "night" }] }, ["time interval night added"]],
    ["what stands for all", { global: { resolve_timeout: "5m" } }, ["global added"]],
  ])("tells %s", (_, changed, told) => {
    expect(lines(changed)).toEqual(told);
  });

  it("tells that routes are asked in another order", () => {
    const other = { receiver: "email", matchers: ['job="redis"'] };
    const [before, after] = [
      [critical, other],
      [other, critical],
    ].map((routes) => file({ ...base, ...routed(routes) }));
    expect(alertmanagerDiffer.describe(before ?? new Map(), after ?? new Map())).toEqual([
      "routes are asked in another order",
    ]);
  });

  it("is none when matchers are only written otherwise", () => {
    expect(lines(routed([{ ...critical, matchers: [" severity = critical "] }]))).toEqual([]);
    expect(lines(routed([{ receiver: "email", match: { severity: "critical" }, group_wait: "10s" }]))).toEqual([]);
  });

  it("refuses what is no configuration, by its name", () => {
    expect(() => alertmanagerDiffer.describe(new Map(), new Map([["a.yml", "5"]]))).toThrow(
      /^a\.yml is no configuration/,
    );
  });

  it("is read from the configuration, not from rules", () => {
    expect(alertmanagerDiffer.reads({ name: "alertmanager.yml" }, stringify(base))).toBe(true);
    expect(alertmanagerDiffer.reads({ name: "feed.yml" }, "groups: []\n")).toBe(false);
  });
});
