import { expect, it } from "vitest";
import { parse } from "yaml";
import { type MonitoringGiven, monitoringObjects } from "../../../../../lib/renderings/kubernetes/monitoring/index.ts";
import { only, secretTexts } from "../given.ts";
import { given, names, refusal, stack } from "./given.ts";

function texts(more: Partial<MonitoringGiven> = {}): Readonly<Record<string, string>> {
  return secretTexts(only(monitoringObjects(given(more)), "Secret", "quantflow-alertmanager-configuration"));
}

it("reads its secrets from files of its own Secret, and its templates from beside it", () => {
  expect(texts()["messages.tmpl"]).toBe("{{ define }}");
  expect(parse(texts()["alertmanager.yaml"] ?? "")).toEqual({
    templates: ["/etc/alertmanager/config/messages.tmpl"],
    route: { receiver: "history" },
    inhibit_rules: [
      { source_matchers: ['alertname="ServiceDown"'], target_matchers: ['severity="warning"'], equal: ["job"] },
    ],
    receivers: [
      {
        name: "history",
        webhook_configs: [
          {
            url: "http://app.trading.svc:3000/alerts/webhook",
            timeout: "10s",
            http_config: {
              authorization: { credentials_file: "/etc/alertmanager/secrets/teller-secrets/webhook-token" },
            },
          },
        ],
      },
      {
        name: "people",
        email_configs: [{ to: "on-call@app", smarthost: "app.trading.svc:3000" }],
        slack_configs: [{ api_url_file: "/etc/alertmanager/secrets/teller-secrets/slack-url" }],
      },
    ],
  });
});

it("calls services by their bare names where they share its namespace", () => {
  const text = texts({ stack: { ...stack, namespace: names.namespace } })["alertmanager.yaml"];
  expect(text).toContain("url: http://app:3000/alerts/webhook");
});

it("fails when it would read a file that its Secret has not", () => {
  expect(refusal(() => texts({ alertmanagerSecrets: ["webhook-token"] }))).toEqual([
    "monitoring/secret-not-listed",
    "Alertmanager's configuration reads /run/secrets/slack-url, and none of its Secrets is mounted there (webhook-token)",
  ]);
});
