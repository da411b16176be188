import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { alertmanagerFiles, receiverSecrets, weekends, workingHours } from "../../../../lib/alerting/routing/index.ts";
import { ALERTMANAGERS } from "../../../../stacks/versions.ts";
import { BUILDING, builtIn } from "../../../support/tools.ts";
import { withFiles } from "../../../support/with-files.ts";
import { chat, hook, mail, pager, phone, timing } from "./given.ts";

const berlin = workingHours("Europe/Berlin", { from: "08:30", to: "17:00" });
const files = alertmanagerFiles({
  route: {
    to: mail,
    timing,
    routes: [
      { to: hook, continue: true },
      { to: mail, when: { severity: ["a.b", 'say "x"'] } },
      { to: chat, groupBy: ["team"], active: [berlin], muted: [weekends("UTC")] },
      { to: phone, when: { severity: "critical" }, routes: [{ to: pager, groupBy: [] }] },
    ],
  },
  inhibitions: [{ name: "why", source: { a: "b" }, target: { c: ["d", "e"] }, equal: ["job"] }],
});

describe("alertmanager.yml", () => {
  const written = parse(files.get("alertmanager.yml") as string);

  it("has the tree with its times and matchers", () => {
    expect(written.route).toEqual({
      receiver: "mail",
      group_by: ["alertname", "job", "severity"],
      group_wait: "30s",
      group_interval: "5m",
      repeat_interval: "4h",
      routes: [
        { receiver: "hook", continue: true },
        { receiver: "mail", matchers: [String.raw`severity=~"a\\.b|say \"x\""`] },
        {
          receiver: "chat",
          group_by: ["team"],
          mute_time_intervals: ["weekends"],
          active_time_intervals: ["working hours"],
        },
        { receiver: "phone", matchers: ['severity="critical"'], routes: [{ receiver: "pager", group_by: [] }] },
      ],
    });
  });

  it("has the time intervals that its routes use, by the clock of their place", () => {
    expect(written.time_intervals).toEqual([
      { name: "weekends", time_intervals: [{ weekdays: ["saturday", "sunday"], location: "UTC" }] },
      {
        name: "working hours",
        time_intervals: [
          {
            weekdays: ["monday", "tuesday", "wednesday", "thursday", "friday"],
            times: [{ start_time: "08:30", end_time: "17:00" }],
            location: "Europe/Berlin",
          },
        ],
      },
    ]);
  });

  it("has inhibitions by matchers, which is how 0.31 wants them", () => {
    expect(written.inhibit_rules).toEqual([
      { name: "why", source_matchers: ['a="b"'], target_matchers: ['c=~"d|e"'], equal: ["job"] },
    ]);
  });

  it("names secrets by file only", () => {
    expect(written.receivers.slice(0, 2)).toEqual([
      {
        name: "mail",
        email_configs: [
          {
            send_resolved: true,
            to: "a@b.test",
            from: "c@b.test",
            smarthost: "mail.test:587",
            auth_username: "a",
            auth_password_file: "/run/secrets/smtp-password",
            require_tls: true,
            headers: { Subject: '{{ template "message.subject" . }}' },
            html: '{{ template "message.html" . }}',
            text: '{{ template "message.text" . }}',
          },
        ],
      },
      {
        name: "hook",
        webhook_configs: [
          {
            send_resolved: true,
            url: "http://app:3000/alerts",
            max_alerts: 2000,
            timeout: "10s",
            http_config: { authorization: { credentials_file: "/run/secrets/hook-token" } },
          },
        ],
      },
    ]);
  });

  it("reads what opens Slack, Telegram and PagerDuty from files, and gives up on the slow after ten seconds", () => {
    expect(written.receivers.slice(2)).toMatchObject([
      {
        name: "chat",
        slack_configs: [
          { send_resolved: true, api_url_file: "/run/secrets/slack-url", channel: "#alerts", timeout: "10s" },
        ],
      },
      {
        name: "phone",
        telegram_configs: [
          { send_resolved: true, bot_token_file: "/run/secrets/bot-token", chat_id: -42, parse_mode: "HTML" },
        ],
      },
      {
        name: "pager",
        pagerduty_configs: [{ send_resolved: true, routing_key_file: "/run/secrets/routing-key", timeout: "10s" }],
      },
    ]);
  });

  it("tells which secrets Alertmanager has to be given", () => {
    const routes = [hook, chat, phone, pager].map((to) => ({ to }));
    expect(Object.keys(receiverSecrets({ route: { to: mail, timing, routes } }))).toEqual([
      "smtp-password",
      "hook-token",
      "slack-url",
      "bot-token",
      "routing-key",
    ]);
  });

  it("keeps an absent receiver as a name that delivers nothing", () => {
    const absent = alertmanagerFiles({ route: { to: { kind: "absent", name: "mail" }, timing }, inhibitions: [] });
    expect(parse(absent.get("alertmanager.yml") as string).receivers).toEqual([{ name: "mail" }]);
  });

  it.each(ALERTMANAGERS)(
    "passes the check of %s, templates included",
    async (version) => {
      const outcome = await withFiles(await builtIn(version, "amtool"), files, ["check-config", "alertmanager.yml"]);
      expect(outcome.code, outcome.stderr).toBe(0);
      expect(outcome.stdout).toContain("1 templates");
    },
    BUILDING,
  );
});
