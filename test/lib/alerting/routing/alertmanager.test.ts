import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import {
  alertmanagerFiles,
  type Receiver,
  type RootRoute,
  type Route,
  reach,
  receiverSecrets,
} from "../../../../lib/alerting/routing/index.ts";
import { hours, minutes, seconds } from "../../../../lib/metrics/units.ts";
import { given } from "../../../../lib/services/secret.ts";
import { BUILDING } from "../../../support/tools.ts";
import { withFiles } from "../../../support/with-files.ts";

const timing = { wait: seconds(30), interval: minutes(5), repeat: hours(4) };
const mail: Receiver = {
  kind: "email",
  name: "mail",
  to: "a@b.test",
  from: "c@b.test",
  smarthost: "mail.test:587",
  requireTls: true,
  login: { user: "a", password: given("smtp-password") },
};
const hook: Receiver = { kind: "webhook", name: "hook", url: "http://app:3000/alerts", token: given("hook-token") };
const files = alertmanagerFiles({
  route: {
    to: mail,
    timing,
    routes: [
      { to: hook, continue: true },
      { to: mail, when: { severity: ["a.b", 'say "x"'] } },
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
      ],
    });
  });

  it("has inhibitions by matchers, which is how 0.31 wants them", () => {
    expect(written.inhibit_rules).toEqual([
      { name: "why", source_matchers: ['a="b"'], target_matchers: ['c=~"d|e"'], equal: ["job"] },
    ]);
  });

  it("names secrets by file only", () => {
    expect(written.receivers).toEqual([
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
            max_alerts: 500,
            timeout: "10s",
            http_config: { authorization: { credentials_file: "/run/secrets/hook-token" } },
          },
        ],
      },
    ]);
    expect(Object.keys(receiverSecrets({ route: { to: mail, timing, routes: [{ to: hook }] } }))).toEqual([
      "smtp-password",
      "hook-token",
    ]);
  });

  it("keeps an absent receiver as a name that delivers nothing", () => {
    const absent = alertmanagerFiles({ route: { to: { kind: "absent", name: "mail" }, timing }, inhibitions: [] });
    expect(parse(absent.get("alertmanager.yml") as string).receivers).toEqual([{ name: "mail" }]);
  });

  it(
    "passes amtool's check, templates included",
    async () => {
      const outcome = await withFiles("amtool", files, ["check-config", "alertmanager.yml"]);
      expect(outcome.code, outcome.stderr).toBe(0);
      expect(outcome.stdout).toContain("1 templates");
    },
    BUILDING,
  );
});

const alertOf = (status: string, endsAt: string) => ({
  status,
  labels: { alertname: "DiskFull", severity: "critical", disk: "<a>" },
  annotations: { summary: "a is full", description: "0 B left", runbook_url: "https://runbooks.test/DiskFull" },
  startsAt: "2026-01-02T03:04:05Z",
  endsAt,
  generatorURL: "https://prometheus.test/graph",
});
const dataOf = (status: string, ...alerts: readonly object[]) => ({
  receiver: "mail",
  status,
  alerts,
  groupLabels: { alertname: "DiskFull" },
  commonLabels: { alertname: "DiskFull", severity: "critical" },
  commonAnnotations: {},
  externalURL: "https://alertmanager.test",
});
const firing = alertOf("firing", "0001-01-01T00:00:00Z");
const resolved = alertOf("resolved", "2026-01-02T03:14:05Z");

describe("a message", () => {
  const render = async (template: string, data: object, type: "text" | "html" = "text") => {
    const args = ["template", "render", "--template.glob=templates/*.tmpl", `--template.type=${type}`];
    const text = `--template.text={{ template "message.${template}" . }}`;
    const outcome = await withFiles("amtool", new Map([...files, ["data.json", JSON.stringify(data)]]), [
      ...args,
      text,
      "--template.data=data.json",
    ]);
    expect(outcome.code, outcome.stderr).toBe(0);
    return outcome.stdout;
  };

  it("says in its subject how bad it is and what", { timeout: BUILDING }, async () => {
    expect(await render("subject", dataOf("firing", firing))).toBe("[CRITICAL] DiskFull: a is full");
    expect(await render("subject", dataOf("resolved", resolved))).toBe("[RESOLVED] DiskFull: a is full");
    expect(await render("subject", dataOf("firing", firing, resolved))).toBe(
      "[CRITICAL] DiskFull: a is full (2 alerts)",
    );
  });

  it("tells text, time, labels and where to go next", { timeout: BUILDING }, async () => {
    expect(await render("text", dataOf("firing", firing))).toBe(
      [
        "FIRING (1)",
        "",
        "a is full",
        "0 B left",
        "",
        "Since: 2026-01-02 03:04:05 UTC",
        "Labels: alertname=DiskFull disk=<a> severity=critical",
        "Runbook: https://runbooks.test/DiskFull",
        "Query: https://prometheus.test/graph",
        "",
        "All alerts, and silences: https://alertmanager.test",
        "",
      ].join("\n"),
    );
  });

  it("says until when it lasted, and escapes what stands in a page", { timeout: BUILDING }, async () => {
    const page = await render("html", dataOf("resolved", resolved), "html");
    expect(page).toContain("Since 2026-01-02 03:04:05 UTC, until 2026-01-02 03:14:05 UTC");
    expect(page).toContain("<td>&lt;a&gt;</td>");
    expect(page).toContain('<a href="https://runbooks.test/DiskFull">Runbook</a>');
    expect(page).not.toContain("<h1>Firing");
  });
});

const label = fc.constantFrom("a", "b");
const labelValue = fc.constantFrom("x", "y.z", 'q"q');
const match = fc.dictionary(label, fc.oneof(labelValue, fc.uniqueArray(labelValue, { minLength: 1, maxLength: 2 })), {
  minKeys: 1,
});
const receiver = fc
  .constantFrom("r1", "r2", "r3", "r4")
  .map((name): Receiver => ({ kind: "webhook", name, url: "http://localhost:1/" }));
const { tree } = fc.letrec<{ tree: Route; routes: readonly Route[] }>((tie) => ({
  tree: fc
    .record({ to: receiver, when: match, continue: fc.boolean(), routes: tie("routes") })
    .map(({ continue: goesOn, ...rest }): Route => (goesOn ? { ...rest, continue: true } : rest)),
  routes: fc.oneof({ maxDepth: 2 }, fc.constant([]), fc.array(tie("tree"), { maxLength: 3 })),
}));
const rootRoute = fc
  .record({ to: receiver, routes: fc.array(tree, { maxLength: 4 }) })
  .map((route): RootRoute => ({ ...route, timing }));

describe("amtool, asked where alerts go,", () => {
  it(
    "agrees with reach on any tree and any labels",
    async () => {
      const labels = fc.dictionary(label, labelValue, { minKeys: 1 });
      await fc.assert(
        fc.asyncProperty(rootRoute, labels, async (route, given) => {
          const answer = await withFiles("amtool", alertmanagerFiles({ route, inhibitions: [] }), [
            "config",
            "routes",
            "test",
            "--config.file=alertmanager.yml",
            ...Object.entries(given).map(([name, text]) => `${name}=${JSON.stringify(text)}`),
          ]);
          expect(answer.stdout.trim().split(",")).toEqual(reach(given, route).map(({ name }) => name));
        }),
        { numRuns: 60 },
      );
    },
    BUILDING,
  );
});
