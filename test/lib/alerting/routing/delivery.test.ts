import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  contains,
  type PagerDutyReceiver,
  type RootRoute,
  type TelegramReceiver,
  timeInterval,
  type WebhookReceiver,
} from "../../../../lib/alerting/routing/index.ts";
import { WEEKDAYS, type Weekday } from "../../../../lib/alerting/routing/time-interval.ts";
import { seconds } from "../../../../lib/metrics/units.ts";
import { BUILDING } from "../../../support/tools.ts";
import { chat, pager, phone } from "./given.ts";
import { type Alertmanager, alertmanager, type PostedAlert, type World, world } from "./running.ts";

const always = timeInterval("always", "UTC", [{}]);
/** Not now: the day of the week that is farthest from today. */
const otherDay = timeInterval("another day", "Asia/Tokyo", [
  { weekdays: [WEEKDAYS[(new Date().getUTCDay() + 3) % 7] as Weekday] },
]);
const SLACK = "/slack";
const TELEGRAM = "/bot123:abc/sendMessage";
const PAGERDUTY = "/pagerduty";

let outside: World;
let here: Alertmanager;
beforeAll(async () => {
  outside = await world();
  const telegram: TelegramReceiver = { ...phone, url: outside.url };
  const pagerduty: PagerDutyReceiver = { ...pager, url: `${outside.url}${PAGERDUTY}` };
  const muted: WebhookReceiver = { kind: "webhook", name: "muted", url: `${outside.url}/muted` };
  const last: WebhookReceiver = { kind: "webhook", name: "last", url: `${outside.url}/last` };
  const route: RootRoute = {
    to: last,
    timing: { wait: seconds(0.05), interval: seconds(0.5), repeat: seconds(3600) },
    routes: [
      { to: chat, continue: true },
      { to: telegram, continue: true },
      { to: pagerduty, continue: true },
      { to: muted, muted: [always], continue: true },
      { to: muted, active: [otherDay], continue: true },
      { to: last, muted: [otherDay] },
    ],
  };
  const secrets = {
    "slack-url": `${outside.url}${SLACK}\n`,
    "bot-token": "123:abc\n",
    "routing-key": "key\n",
  };
  here = await alertmanager({ route, inhibitions: [] }, secrets);
}, BUILDING);
afterAll(async () => {
  await here?.stop();
  outside?.close();
});

const firing: PostedAlert = {
  labels: {
    alertname: "DiskFull",
    severity: "critical",
    job: "node",
    instance: "host:9100",
    owner: "platform",
    disk: '<b> & "c" *d* _e_ {{ .Nothing }} `f` +g',
  },
  annotations: {
    summary: "<b> & *d* _e_ is full",
    description: "0 B of {{ template }} left",
    runbook_url: "https://runbooks.test/DiskFull",
    dashboard_url: "https://grafana.test/d/host?viewPanel=1&from=now-1h",
  },
  startsAt: "2026-01-02T03:04:05Z",
  generatorURL: "https://prometheus.test/graph?g0.expr=a%3C1",
};
const resolved: PostedAlert = { ...firing, endsAt: "2026-01-02T03:14:05Z" };
const calm: PostedAlert = {
  ...{ startsAt: firing.startsAt, generatorURL: firing.generatorURL },
  labels: { alertname: "Watchdog", severity: "none" },
  annotations: { summary: "Alerting works", description: "Always." },
};

beforeAll(() => here.post([firing]), BUILDING);

describe("an alert that fires is told", () => {
  it("in Slack, with & < > escaped, and with formatting off where labels stand", async () => {
    const { body } = await outside.next(SLACK);
    expect(body).toEqual({
      channel: "#alerts",
      username: "Alertmanager",
      attachments: [
        {
          callback_id: "",
          color: "danger",
          title: "[CRITICAL] DiskFull: &lt;b&gt; &amp; *d* _e_ is full",
          title_link: expect.stringMatching(/^http/),
          fallback: "[CRITICAL] DiskFull: &lt;b&gt; &amp; *d* _e_ is full",
          footer: "",
          mrkdwn_in: ["pretext"],
          text: [
            "&lt;b&gt; &amp; *d* _e_ is full",
            "0 B of {{ template }} left",
            'disk=&lt;b&gt; &amp; "c" *d* _e_ {{ .Nothing }} `f` +g instance=host:9100 job=node',
            "Since 2026-01-02 03:04:05 UTC",
            "",
            "Runbook: https://runbooks.test/DiskFull",
            "Dashboard: https://grafana.test/d/host?viewPanel=1&amp;from=now-1h",
            "",
          ].join("\n"),
        },
      ],
    });
  });

  it("in Telegram, as HTML in which no label is markup", async () => {
    const { body } = await outside.next(TELEGRAM);
    expect(body).toEqual({
      chat_id: "-42",
      disable_web_page_preview: "true",
      parse_mode: "HTML",
      text: [
        "<b>[CRITICAL] DiskFull: &lt;b&gt; &amp; *d* _e_ is full</b>",
        "",
        "&lt;b&gt; &amp; *d* _e_ is full",
        "0 B of {{ template }} left",
        "disk=&lt;b&gt; &amp; &#34;c&#34; *d* _e_ {{ .Nothing }} `f` &#43;g instance=host:9100 job=node",
        "Since 2026-01-02 03:04:05 UTC",
        "",
        '<a href="https://runbooks.test/DiskFull">Runbook</a> <a href="https://grafana.test/d/host?viewPanel=1&amp;from=now-1h">Dashboard</a>',
      ].join("\n"),
    });
  });

  it("to PagerDuty, whose details are texts, whatever templates a label holds", async () => {
    const { body } = await outside.next(PAGERDUTY);
    expect(body).toMatchObject({
      routing_key: "key",
      event_action: "trigger",
      client: "Alertmanager",
      links: [
        { href: "https://runbooks.test/DiskFull", text: "Runbook" },
        { href: "https://grafana.test/d/host?viewPanel=1&from=now-1h", text: "Dashboard" },
      ],
      payload: {
        summary: "[CRITICAL] DiskFull: <b> & *d* _e_ is full",
        severity: "critical",
        source: "host:9100",
        class: "DiskFull",
        component: "node",
        group: "platform",
        custom_details: {
          firing: expect.stringContaining('disk=<b> & "c" *d* _e_ {{ .Nothing }} `f` +g'),
          num_firing: 1,
          num_resolved: 0,
        },
      },
    });
  });
});

describe("an alert that is over is told", () => {
  beforeAll(() => here.post([resolved]));

  it("in Slack, in green and with its end", async () => {
    const { body } = await outside.next(SLACK);
    expect(body["attachments"]).toMatchObject([
      {
        color: "good",
        title: "[RESOLVED] DiskFull: &lt;b&gt; &amp; *d* _e_ is full",
        text: expect.stringContaining("Since 2026-01-02 03:04:05 UTC, until 2026-01-02 03:14:05 UTC"),
      },
    ]);
  });

  it("in Telegram", async () => {
    const { body } = await outside.next(TELEGRAM);
    expect(body["text"]).toMatch(/^<b>\[RESOLVED\] DiskFull/);
    expect(body["text"]).toContain("Since 2026-01-02 03:04:05 UTC, until 2026-01-02 03:14:05 UTC");
  });

  it("to PagerDuty, which closes what it opened", async () => {
    const { body } = await outside.next(PAGERDUTY);
    expect(body).toMatchObject({
      event_action: "resolve",
      payload: { summary: expect.stringMatching(/^\[RESOLVED\]/) },
    });
  });
});

describe("an alert without links, instance or job", () => {
  beforeAll(() => here.post([calm]));

  it("is told to PagerDuty with a severity and a source that it takes", async () => {
    const { body } = await outside.next(PAGERDUTY);
    expect(body).toMatchObject({ payload: { severity: "info", source: "Alertmanager" } });
    expect(body).not.toHaveProperty("links");
  });
});

describe("a route with times", () => {
  it("tells outside what mutes it, and nothing within", async () => {
    await outside.next("/last");
    expect(outside.seen("/muted")).toBe(false);
  });

  it("is muted by Alertmanager's own account where we say that it is", async () => {
    const groups = (await here.get("/api/v2/alerts/groups?active=true&muted=true")) as {
      readonly receiver: { readonly name: string };
      readonly alerts: readonly { readonly status: { readonly mutedBy: readonly string[] } }[];
    }[];
    const mutedBy = (name: string) =>
      groups
        .filter(({ receiver }) => receiver.name === name)
        .flatMap(({ alerts }) => alerts.flatMap(({ status }) => status.mutedBy));
    expect(mutedBy("muted")).toContain("always");
    expect(mutedBy("chat")).toEqual([]);
    expect([contains(always, Date.now()), contains(otherDay, Date.now())]).toEqual([true, false]);
  });
});
