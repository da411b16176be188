import { describe, expect, it } from "vitest";
import { overloadChart } from "../../bench/overload-chart.ts";

const windows = [
  { at: 5, truth: 0.5, ours: 0.52, seed: 0.0099 },
  { at: 10, truth: 7.9, ours: 8, seed: 0.0099 },
  { at: 20, truth: 0.002, ours: 0.002, seed: 0.0099 },
];

const polylines = (chart: string, name: string) =>
  [...chart.matchAll(new RegExp(`<polyline class="${name}" points="([^"]+)"`, "g"))].map(([, points]) =>
    (points ?? "").split(" ").map((point) => point.split(",").map(Number)),
  );

describe("the picture of the overload run", () => {
  const chart = overloadChart(windows);

  it("draws each metric once, beside the truth that both panels show", () => {
    expect(polylines(chart, "truth")).toHaveLength(2);
    expect(polylines(chart, "ours")).toHaveLength(1);
    expect(polylines(chart, "seed")).toHaveLength(1);
  });

  it("has time to the right and age upwards, on the same scale in both panels", () => {
    // 376 wide for 20 s and 260 high for 8 s; the panels begin at 64 and 532, and 0 s lies at 344.
    expect(polylines(chart, "ours")[0]?.[1]).toEqual([720, 84]);
    expect(polylines(chart, "seed")[0]?.[1]).toEqual([252, 343.7]);
    expect(polylines(chart, "truth").map((line) => line[1])).toEqual([
      [252, 87.3],
      [720, 87.3],
    ]);
  });

  it("says in words what it shows, for whoever cannot see it", () => {
    expect(chart).toContain("At the worst a price was 7.9 s old. Our metric said 8.0 s, the handler's time 10 ms.");
  });

  it("has colours for light and for dark", () => {
    expect(chart.match(/--ours: #[0-9a-f]{6}/g)).toHaveLength(2);
    expect(chart).toContain("prefers-color-scheme: dark");
  });
});
