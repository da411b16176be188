import { describe, expect, it } from "vitest";
import type { BacktestView } from "../../../app/desk/view.ts";
import { backtestRows } from "../../../app/page/backtests.ts";
import type { Row } from "../../../app/page/cells.ts";
import { CURVE_HEIGHT, CURVE_WIDTH, drawCurve } from "../../../app/page/curve.ts";
import { escaped } from "../../../app/page/html.ts";
import { priceRows } from "../../../app/page/prices.ts";

const NOW = 1_000_000;
const stateOf = (row: Row | undefined) => row?.cells[3];

describe("prices", () => {
  it.each([
    [4_999, { text: "fresh", tone: "fine" }],
    [5_000, { text: "late", tone: "late" }],
    [29_999, { text: "late", tone: "late" }],
    [30_000, { text: "stale", tone: "stale" }],
  ])("of %i ms ago are told from others in words and colour", (ageMs, state) => {
    expect(stateOf(priceRows([{ market: "A", price: "1", at: NOW - ageMs }], NOW)[0])).toEqual(state);
  });

  it("stand with their points below each other", () => {
    const rows = priceRows(
      [
        { market: "A", price: "64000.1", at: NOW },
        { market: "B", price: "0.1234", at: NOW },
      ],
      NOW,
    );
    expect(rows.map(({ cells }) => cells[1])).toEqual([{ text: "64,000.1000" }, { text: "0.1234" }]);
  });

  it("are said not to be there yet", () => {
    expect(stateOf(priceRows([{ market: "A" }], NOW)[0])).toEqual({ text: "none yet", tone: "quiet" });
  });
});

describe("backtests", () => {
  const backtest = (state: BacktestView["state"], more: Partial<BacktestView> = {}): BacktestView => ({
    ...{ id: "7", market: "BTCUSDT", strategy: "sma-cross", state, progress: 0.999 },
    ...more,
  });
  const shown = (view: BacktestView) => {
    const cells = backtestRows([view])[0]?.cells ?? [];
    return [cells[3], cells[6]];
  };

  it("can be cancelled while they wait or run, and looked at when they are complete", () => {
    const cancel = { cancel: "7", text: "Cancel", label: "Cancel backtest 7" };
    expect(shown(backtest("queued"))).toEqual([{ text: "queued", tone: "quiet" }, cancel]);
    expect(shown(backtest("running"))).toEqual([{ progress: 0.999, text: "99 %" }, cancel]);
    expect(shown(backtest("completed"))).toEqual([
      { text: "completed", tone: "fine" },
      { href: "/backtests/7/equity.svg", text: "Equity curve", label: "Equity curve of 7" },
    ]);
  });

  it("name the error that ended them", () => {
    expect(shown(backtest("failed", { error: "BACKTEST_FAILED" }))[0]).toEqual({
      text: "BACKTEST_FAILED",
      tone: "critical",
    });
    expect(shown(backtest("timeout"))[0]).toEqual({ text: "timeout", tone: "critical" });
    expect(shown(backtest("cancelled"))[0]).toEqual({ text: "cancelled", tone: "quiet" });
  });

  it("are ten at most", () => {
    expect(backtestRows(Array.from({ length: 40 }, (_, id) => backtest("queued", { id: `${id}` })))).toHaveLength(10);
  });
});

describe("the curve", () => {
  it("goes from edge to edge, with zero always in the picture", () => {
    const { line, zero, label } = drawCurve([
      [0, 100],
      [5_000, 200],
      [10_000, 150],
    ]);
    expect(line).toMatch(/^M0\.0 [\d.]+L300\.0 [\d.]+L600\.0 [\d.]+$/);
    expect(zero).toBeGreaterThan(0);
    expect(zero).toBeLessThan(CURVE_HEIGHT);
    expect(label).toBe("Profit and loss over 10 s: now +150.00, between 0.00 and +200.00");
  });

  it("is a line in the middle of the picture when nothing happened", () => {
    expect(drawCurve([[0, 0]])).toMatchObject({ line: "M0.0 90.0", zero: CURVE_HEIGHT / 2 });
    expect(drawCurve([])).toMatchObject({ line: "", label: "Profit and loss: nothing to draw yet" });
  });

  it("stays in its picture whatever was lost and won", () => {
    const { line } = drawCurve(Array.from({ length: 100 }, (_, index) => [index, Math.tan(index) * 1e6]));
    for (const [, x, y] of line.matchAll(/([\d.-]+) ([\d.-]+)/g)) {
      expect(Number(x)).toBeLessThanOrEqual(CURVE_WIDTH);
      expect(Math.abs(Number(y) - CURVE_HEIGHT / 2)).toBeLessThanOrEqual(CURVE_HEIGHT / 2);
    }
  });
});

describe("text in HTML", () => {
  it("is text, in an element and between quotes", () => {
    expect(escaped(`<a href="x" id='y'>&amp;</a>`)).toBe(
      "&lt;a href=&quot;x&quot; id=&#39;y&#39;&gt;&amp;amp;&lt;/a&gt;",
    );
  });
});
