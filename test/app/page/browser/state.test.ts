import { describe, expect, it } from "vitest";
import type { DeskView } from "../../../../app/desk/view.ts";
import { news } from "../../../../app/page/browser/news.ts";
import { applied } from "../../../../app/page/browser/state.ts";
import { FLAT } from "../../desk/support.ts";

const VIEW: DeskView = {
  now: 1,
  connection: { state: "live", since: 0, detail: "8 streams" },
  prices: [{ market: "A", price: "1", at: 1 }, { market: "B" }],
  portfolio: FLAT,
  curve: [[1, 10]],
  alerts: [],
  backtests: [],
};

describe("what the page shows", () => {
  it("is nothing until everything was told once", () => {
    expect(applied(undefined, { now: 2, prices: [] })).toBeUndefined();
    expect(applied(undefined, { ...VIEW, whole: true })).toEqual(VIEW);
  });

  it("is replaced by a whole message, also where that has less", () => {
    const before = { ...VIEW, curve: [[5, 50] as const] };
    expect(applied(before, { ...VIEW, whole: true })).toEqual(VIEW);
  });

  it("changes where a message says so, and stays the same object elsewhere", () => {
    const after = applied(VIEW, { now: 2, prices: [{ market: "B", price: "2", at: 2 }] });
    expect(after).toEqual({ ...VIEW, now: 2, prices: [VIEW.prices[0], { market: "B", price: "2", at: 2 }] });
    expect([after?.portfolio, after?.curve]).toEqual([VIEW.portfolio, VIEW.curve]);
    expect(after?.curve).toBe(VIEW.curve);
  });

  it("takes each sample of the curve once, and keeps an hour of them", () => {
    expect(
      applied(VIEW, {
        now: 2,
        curve: [
          [1, 10],
          [2, 20],
        ],
      })?.curve,
    ).toEqual([
      [1, 10],
      [2, 20],
    ]);
    const many = Array.from({ length: 720 }, (_, index) => [index + 2, 0] as const);
    const { curve = [] } = applied(VIEW, { now: 2, curve: many }) ?? {};
    expect([curve.length, curve[0]]).toEqual([720, [2, 0]]);
  });
});

describe("news for who cannot see the page", () => {
  const backtest = (state: "running" | "completed") => ({
    ...{ id: "7", market: "A", strategy: "sma-cross", progress: 1 },
    state,
  });
  const alert = (fingerprint: string, status: "firing" | "resolved") => ({
    ...{ fingerprint, name: "FeedStale", severity: "critical", summary: "", since: 0 },
    status,
  });

  it("are not that prices, figures or the curve changed", () => {
    expect(news(VIEW, { ...VIEW, prices: [], curve: [], portfolio: { ...FLAT, value: "1" } })).toEqual([]);
  });

  it("are that a backtest ended", () => {
    const running = { ...VIEW, backtests: [backtest("running")] };
    const completed = { ...VIEW, backtests: [backtest("completed")] };
    expect(news(VIEW, running)).toEqual([]);
    expect(news(running, completed)).toEqual(["Backtest 7 completed."]);
    expect(news(completed, { ...completed, backtests: [backtest("completed")] })).toEqual([]);
  });

  it("are that the exchange is gone, but not each attempt to reach it", () => {
    const lost = { ...VIEW, connection: { state: "retrying", since: 1, detail: "closed" } as const };
    expect(news(VIEW, lost)).toEqual(["Exchange connecting again, closed."]);
    expect(news(lost, { ...lost, connection: { ...lost.connection, detail: "refused" } })).toEqual([]);
  });

  it("are that an alert fires or is over, and how many more", () => {
    const firing = { ...VIEW, alerts: [alert("a", "firing"), alert("b", "firing"), alert("c", "firing")] };
    expect(news(VIEW, firing)).toEqual(["Alert FeedStale firing, and 2 more."]);
    expect(news(firing, { ...firing, alerts: [alert("a", "resolved"), ...firing.alerts.slice(1)] })).toEqual([
      "Alert FeedStale resolved.",
    ]);
  });
});
