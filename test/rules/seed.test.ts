/** The rules that QuantFlow began with, on the series of our own proofs: why ours are written otherwise. */
import { beforeAll, expect, it } from "vitest";
import { BUILDING } from "../support/tools.ts";
import { failures } from "./promtool.ts";
import { proofs } from "./proofs/index.ts";

const seed = `
groups:
  - name: quantflow-alerts
    rules:
      - alert: HighLatency
        expr: quantflow_websocket_latency_seconds > 0.5
        for: 1m
      - alert: LowMessageRate
        expr: rate(quantflow_price_updates_total[5m]) < 10
        for: 2m
      - alert: HighBacktestDuration
        expr: quantflow_backtest_duration_seconds > 60
        for: 1m
`;

const minutes = Array.from({ length: 30 }, (_, minute) => `${minute}m`);
const inputOf = (alert: string) => {
  const proof = proofs.find((one) => one.alert === alert);
  if (!proof) throw new Error(`no proof of ${alert}`);
  return Object.entries(proof.series).map(([series, values]) => ({ series, values }));
};
const never = (alertname: string) => ({
  name: alertname,
  interval: "15s",
  input_series: inputOf(alertname),
  alert_rule_test: minutes.map((eval_time) => ({ eval_time, alertname, exp_alerts: [] })),
});
const busy = { job: "quantflow", instance: "quantflow-app:9464" };
const firesAt594AMinute = {
  name: "LowMessageRate",
  interval: "15s",
  input_series: [
    { series: 'quantflow_price_updates_total{job="quantflow",instance="quantflow-app:9464"}', values: "0+148.5x80" },
  ],
  alert_rule_test: [{ eval_time: "10m", alertname: "LowMessageRate", exp_alerts: [{ exp_labels: busy }] }],
};

let failed: ReadonlyMap<string, string>;
beforeAll(async () => {
  const tests = [never("HighLatency"), never("HighBacktestDuration"), firesAt594AMinute];
  failed = await failures([{ file: "seed.yml", rules: seed, tests }]);
}, BUILDING);

it("never fired for prices half a second late, because a histogram has no series of its base name", () => {
  expect(failed.get("HighLatency") ?? "").toBe("");
});

it("never fired for a backtest of over a minute, for the same reason", () => {
  expect(failed.get("HighBacktestDuration") ?? "").toBe("");
});

it("fired at 594 updates a minute, because a rate is per second", () => {
  expect(failed.get("LowMessageRate") ?? "").toBe("");
});
