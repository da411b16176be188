import { beforeAll, describe, expect, it } from "vitest";
import { inspect } from "./engine.ts";
import { eventually, found } from "./eventually.ts";
import { type Shared, shared } from "./shared.ts";

const MEBIBYTE = 2 ** 20;

/** An alert as Alertmanager 0.31 sends it: nine labels, two links, times with nanoseconds, a fingerprint. */
const alert = (index: number) => ({
  status: "firing",
  labels: {
    alertname: "PositionLimitNearlyReached",
    environment: "fault",
    exchange: "simulated-exchange-number-one",
    instance: `quantflow-app-${index}:9464`,
    job: "quantflow",
    owner: "trading",
    severity: "warning",
    strategy: "sma-cross-fast-twelve-slow-twenty-six",
    symbol: `SYMBOL${index}USDT`,
  },
  annotations: {
    description: `The position in SYMBOL${index} has been above four fifths of its limit for five minutes: the strategy will soon be refused new orders. Check the limit, or the strategy.`,
    runbook_url: "https://runbooks.quantflow.test/trading/position-limit-nearly-reached",
    dashboard_url: "http://localhost:3001/d/quantflow-overview/quantflow-overview?viewPanel=panel-7",
    summary: `The position in SYMBOL${index} is close to its limit`,
  },
  startsAt: "2026-11-22T20:00:00.123456789Z",
  endsAt: "0001-01-01T00:00:00Z",
  generatorURL: `http://localhost:9090/graph?g0.expr=${encodeURIComponent(`quantflow_position_size{symbol="SYMBOL${index}USDT",strategy="sma-cross-fast-twelve-slow-twenty-six"} / on(symbol) quantflow_position_limit > 0.8`)}&g0.tab=1`,
  fingerprint: index.toString(16).padStart(16, "0"),
});

/** The body of one notification. Source: github.com/prometheus/alertmanager, v0.31 notify/webhook/webhook.go */
const notification = (count: number) => ({
  receiver: "application",
  status: "firing",
  alerts: Array.from({ length: count }, (_, index) => alert(index)),
  groupLabels: { alertname: "PositionLimitNearlyReached", job: "quantflow", severity: "warning" },
  commonLabels: { alertname: "PositionLimitNearlyReached", job: "quantflow", severity: "warning" },
  commonAnnotations: {},
  externalURL: "http://localhost:9093",
  version: "4",
  groupKey: '{}/{}:{alertname="PositionLimitNearlyReached"}',
  truncatedAlerts: 0,
});

describe("the running application's webhook", () => {
  let here: Shared;
  let authorization: string;
  const post = async (body: string, headers: Readonly<Record<string, string>> = { authorization }) => {
    const response = await fetch(`${here.platform.urls.application}/alerts/webhook`, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body,
    });
    return { status: response.status, text: await response.text() };
  };

  beforeAll(async () => {
    here = await shared();
    authorization = `Bearer ${here.platform.secret("webhook-token")}`;
  });

  it.each([
    ["no JSON", "{ this is not json"],
    ["nothing", ""],
    ["an empty object", "{}"],
    ["alerts that are no list", '{"alerts": 7}'],
    ["an alert without labels", '{"alerts":[{"status":"firing"}]}'],
    ["bytes", "\u0000\u0001\ufffd"],
  ])("answers 400 to %s", async (_what, body) => {
    expect((await post(body)).status).toBe(400);
  });

  it("answers 401 without its token, with another one, and with a login of another kind", async () => {
    const body = JSON.stringify(notification(1));
    const { login } = here.platform;
    const basic = `Basic ${Buffer.from(`${login.user}:${login.password}`).toString("base64")}`;
    expect((await post(body, {})).status).toBe(401);
    expect((await post(body, { authorization: "Bearer wrong" })).status).toBe(401);
    expect((await post(body, { authorization: basic })).status).toBe(401);
  });

  it("answers 413 to 5 MiB", async () => {
    expect((await post(JSON.stringify({ padding: "x".repeat(5 * MEBIBYTE) }))).status).toBe(413);
  });

  it("answers 202 to 1,000 alerts, which are over 1 MiB, and keeps them", async () => {
    const body = JSON.stringify(notification(1_000));
    expect(Buffer.byteLength(body)).toBeGreaterThan(MEBIBYTE);
    expect(await post(body)).toMatchObject({ status: 202 });
    const kept = (await here.platform.history()).map(({ labels }) => labels["alertname"]);
    expect(kept.length).toBeGreaterThan(0);
    expect(kept).toContain("PositionLimitNearlyReached");
  });

  it("is still healthy afterwards, was never restarted, and counted no failure of its own", async () => {
    const [container] = await inspect([`${here.clone.prefix}-quantflow-app`]);
    expect(container?.RestartCount).toBe(0);
    expect(container?.State.Status).toBe("running");
    const counted = (code: number) => `quantflow_webhook_requests_total{code="${code}"}`;
    await eventually(
      "the requests are counted",
      async () => found(await here.platform.query(`${counted(413)} >= 1`), "none with 413 yet"),
      { within: 30 },
    );
    expect(found(await here.platform.query(counted(503)), "no such series").value).toBe(0);
    expect(found(await here.platform.query('up{job="quantflow"}'), "no target").value).toBe(1);
  });
});
