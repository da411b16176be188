import { describe, expect, it } from "vitest";
import { stringify } from "yaml";
import { type BacktestGiven, backtest } from "../../../cli/review/backtest.ts";
import type { History } from "../../../cli/review/backtest-history.ts";
import { prometheusUnasked } from "../../../cli/review/errors.ts";
import type { Evaluations } from "../../../lib/alerting/backtest/index.ts";
import { rulesDifferWith } from "../../../lib/alerting/rules/difference.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const NOW = Date.UTC(2026, 10, 23, 12);

const instants = ({ first, last, interval }: Evaluations): readonly number[] =>
  Array.from({ length: (last - first) / interval + 1 }, (_, index) => first + index * interval);

/** A history in which `up` always has samples, and every other expression in the last hour. */
function remembered(given: Partial<History> & { readonly clock?: BacktestGiven["clock"] } = {}) {
  const asked: (readonly [promql: string, evaluations: Evaluations])[] = [];
  const history: History = {
    range: async (promql, evaluations) => {
      asked.push([promql, evaluations]);
      const at = instants(evaluations).filter((instant) => promql === "count(up)" || instant >= NOW - HOUR);
      return [{ labels: {}, at }];
    },
    has: async () => true,
    evaluationInterval: async () => 15_000,
    ...given,
  };
  const { clock = () => NOW } = given;
  return { asked, given: { history, now: NOW, since: 24 * HOUR, clock, note: () => {} } };
}

const file = (rules: readonly object[], group = {}) =>
  new Map([["rules/a.yml", stringify({ groups: [{ name: "a", ...group, rules }] })]]);

async function told(before: Map<string, string>, after: Map<string, string>, given: BacktestGiven) {
  const lines = await rulesDifferWith(await backtest(given)).describe(before, after);
  return lines.filter((line) => line.includes("in the last"));
}

describe("when rules would have fired", () => {
  it("is asked at the group's own interval, from as long before as the alert waits", async () => {
    const { asked, given } = remembered();
    const rule = { alert: "Down", expr: "up == 0", for: "10m", keep_firing_for: "5m" };
    await told(file([]), file([rule], { interval: "1m" }), given);
    expect(asked.at(-1)).toEqual(["up == 0", { first: NOW - 24 * HOUR - 15 * MINUTE, last: NOW, interval: MINUTE }]);
    await told(file([]), file([rule]), given);
    expect(asked.at(-1)?.[1].interval).toBe(15_000);
  });

  it("is told of new, removed and changed alerts, with for and keep_firing_for", async () => {
    const { given } = remembered();
    const rule = { alert: "Down", expr: "up == 0" };
    const waits = { ...rule, for: "30m" };
    expect(await told(file([]), file([rule]), given)).toEqual([
      "alert Down in the last 1 day: would have fired once (2026-11-23 11:00 UTC, 1 h, still firing)",
    ]);
    expect(await told(file([waits]), file([]), given)).toEqual([
      "alert Down in the last 1 day: fired once (2026-11-23 11:30 UTC, 30 min, still firing)",
    ]);
    expect(await told(file([waits]), file([{ ...rule, for: "2h" }]), given)).toEqual([
      "alert Down in the last 1 day: old fired once (2026-11-23 11:30 UTC, 30 min, still firing), new would never have fired",
    ]);
  });

  it("is not asked of an alert that only reads otherwise", async () => {
    const { given } = remembered();
    const rule = { alert: "Down", expr: "up == 0" };
    expect(await told(file([rule]), file([{ ...rule, annotations: { summary: "Down" } }]), given)).toEqual([]);
  });

  it("calculates recordings that nobody has recorded yet, and reads those that are", async () => {
    const { asked, given } = remembered();
    const known = { record: "known", expr: "sum(up)" };
    const changed = (expr: string) => ({ record: "changed", expr });
    const rule = { alert: "Down", expr: "new + known + changed < 1" };
    const after = file([known, changed("max(up)"), { record: "new", expr: "min(up)" }, rule]);
    await told(file([known, changed("avg(up)"), { ...rule, expr: "known + changed < 1" }]), after, given);
    expect(asked.slice(1).map(([promql]) => promql)).toEqual([
      "known + changed < 1",
      "(min(up)) + known + (max(up)) < 1",
    ]);
  });

  it("cannot be told of a metric that is not there yet", async () => {
    const { given } = remembered({ has: async (metric) => metric !== "fresh" });
    const [line] = await told(
      file([{ alert: "Down", expr: "up == 0" }]),
      file([{ alert: "Down", expr: "fresh == 0" }]),
      given,
    );
    expect(line).toContain("new cannot be told: fresh is new, there is no series of it");
  });

  it("is told of the others where one cannot be asked about", async () => {
    const { given } = remembered();
    const range: History["range"] = (promql, evaluations) =>
      promql === "a" ? Promise.reject(prometheusUnasked("http://x", "gone")) : given.history.range(promql, evaluations);
    const rules = [
      { alert: "A", expr: "a" },
      { alert: "B", expr: "b" },
    ];
    expect(await told(file([]), file(rules), { ...given, history: { ...given.history, range } })).toEqual([
      "alert A in the last 1 day: cannot be told: Prometheus at http://x does not answer: gone",
      "alert B in the last 1 day: would have fired once (2026-11-23 11:00 UTC, 1 h, still firing)",
    ]);
  });

  it("is asked no more once it took three minutes", async () => {
    let minutes = 0;
    const { given } = remembered({ clock: () => NOW + minutes++ * 2 * MINUTE });
    const rules = ["A", "B"].map((alert) => ({ alert, expr: "a" }));
    const lines = await told(file([]), file(rules), given);
    expect(lines[0]).toContain("would have fired once");
    expect(lines[1]).toContain("cannot be told: asking about the alerts before took 3 min");
  });

  it("cannot be told by a Prometheus that has no data at all", async () => {
    const { given } = remembered({ range: async () => [] });
    await expect(backtest(given)).rejects.toThrow("Prometheus has no samples of up in the last 1 day");
  });
});
