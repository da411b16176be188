/** Every benchmark by name: the table of contents. Each is loaded only when it runs, because some start servers. */
import type { Measurement } from "./measurement.ts";

export const topics: Readonly<Record<string, () => Promise<readonly Measurement[]>>> = {
  recorder: async () => (await import("./recorder.ts")).measureRecorder(),
  scrape: async () => (await import("./scrape.ts")).measureScrape(),
  "hot-path": async () => (await import("./hot-path.ts")).measureHotPath(),
  loopback: async () => (await import("./loopback.ts")).measureLoopback(),
  overload: async () => (await import("./overload.ts")).measureOverload(),
  backtest: async () => (await import("./backtest.ts")).measureBacktest(),
  store: async () => (await import("./store.ts")).measureStore(),
  webhook: async () => (await import("./webhook.ts")).measureWebhook(),
  "fan-out": async () => (await import("./fan-out.ts")).measureFanOut(),
  promql: async () => (await import("./promql-check.ts")).measurePromqlCheck(),
  dashboards: async () => (await import("./dashboards.ts")).measureDashboards(),
  import: async () => (await import("./import.ts")).measureImport(),
  review: async () => (await import("./review.ts")).measureReview(),
  preview: async () => (await import("./preview.ts")).measurePreview(),
};
