import type { Proof } from "../proof.ts";

const series = (suffix: string, le?: string, outcome = "completed") =>
  `quantflow_backtest_duration_seconds_${suffix}{job="quantflow",instance="quantflow-app:9464",strategy="sma-cross",outcome="${outcome}"${le ? `,le="${le}"` : ""}}`;

export const backtest: readonly Proof[] = [
  {
    alert: "HighBacktestDuration",
    // One run ends after more than a minute, another is cut off.
    series: {
      [series("count")]: "3x39 4x100",
      [series("bucket", "60.0")]: "3x140",
      [series("count", undefined, "timeout")]: "0x39 1x100",
      [series("bucket", "60.0", "timeout")]: "0x140",
    },
    silentAt: ["9m"],
    firesAt: "12m",
    resolvedAt: "22m",
    labels: { job: "quantflow", strategy: "sma-cross", severity: "warning", owner: "trading" },
    summary: "Slow backtests of sma-cross",
    description: "About 2 backtests of sma-cross took longer than 60 s within 10 min, those cut off included.",
    silent: [
      {
        when: "every run is quick",
        series: { [series("count")]: "0x39 1+1x80", [series("bucket", "60.0")]: "0x39 1+1x80" },
        at: ["11m", "15m", "25m"],
      },
      {
        when: "quick runs follow a slow one of long ago",
        series: { [series("count")]: "1x39 2+7x80", [series("bucket", "60.0")]: "0x39 1+7x80" },
        at: ["11m", "12m", "15m", "25m"],
      },
      {
        when: "the application restarts",
        series: { [series("count")]: "9x39 0x20 1x40", [series("bucket", "60.0")]: "5x39 0x20 1x40" },
        at: ["10m", "11m", "16m"],
      },
    ],
  },
];
