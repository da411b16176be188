import type { Platform } from "./platform.ts";

export interface Fault {
  readonly name: string;
  /** It ends when it is told of, and at the latest after so many seconds: longer than its alert takes. */
  readonly seconds: number;
  /** The alert that has to tell of it. */
  readonly alert: string;
  /** Whose alert it has to be, where several jobs have one of that name. */
  readonly job?: string;
  /** Others that it explains, while it lasts and as long afterwards as they look back. */
  readonly explains: readonly string[];
  /** Fewer messages come while it lasts, and more just afterwards. */
  readonly disturbsLoad: boolean;
  begin(platform: Platform): Promise<void>;
  end(platform: Platform): Promise<void>;
}

/** What follows where prices do not come, or come in a heap afterwards. */
const FEED = [
  ...["FeedDisconnected", "FeedStale", "HighLatency", "LowMessageRate", "MarketDataLost", "RowsDropped"],
  ...["FeedFreshnessBurnsFast", "FeedFreshnessBurnsSlowly", "HighCPUUsage", "EventLoopLag"],
];
const STORE = [
  "RowsDropped",
  "OrderPathBurnsFast",
  "OrderPathBurnsSlowly",
  "HighCPUUsage",
  "EventLoopLag",
  "HighBacktestDuration",
];

export const FAULTS: readonly Fault[] = [
  {
    name: "the exchange drops the connection and lets nobody in",
    ...{ seconds: 45, alert: "FeedDisconnected", explains: FEED, disturbsLoad: true },
    async begin({ control }) {
      await control({ action: "refuse" });
      await control({ action: "drop" });
    },
    end: ({ control }) => control({ action: "resume" }),
  },
  {
    name: "the exchange says nothing more, its connections open",
    ...{ seconds: 65, alert: "FeedStale", explains: FEED, disturbsLoad: true },
    begin: ({ control }) => control({ action: "stall" }),
    end: ({ control }) => control({ action: "resume" }),
  },
  {
    name: "prices arrive three seconds late",
    ...{ seconds: 60, alert: "HighLatency", explains: FEED, disturbsLoad: true },
    begin: ({ control }) => control({ action: "delay", milliseconds: 3_000 }),
    end: ({ control }) => control({ action: "resume" }),
  },
  {
    name: "the exchange is killed, and begins its numbers anew",
    ...{ seconds: 60, alert: "TargetDown", job: "exchange", explains: [...FEED, "RestartLoop"], disturbsLoad: true },
    begin: ({ exchange }) => exchange.kill(),
    end: ({ exchange }) => exchange.start(),
  },
  {
    name: "the database is stopped",
    ...{ seconds: 45, alert: "DatabaseDown", explains: [...STORE, "DatabaseRestartLoop"], disturbsLoad: false },
    begin: ({ database }) => database.kill(),
    end: ({ database }) => database.start(),
  },
  {
    name: "the cache is stopped",
    ...{ seconds: 45, alert: "CacheDown", explains: ["CacheRestartLoop"], disturbsLoad: false },
    begin: ({ cache }) => cache.kill(),
    end: ({ cache }) => cache.start(),
  },
  {
    name: "the exchange's clock is five seconds ahead",
    ...{ seconds: 110, alert: "ClockSkew", explains: FEED, disturbsLoad: false },
    begin: ({ control }) => control({ action: "skew", milliseconds: 5_000 }),
    end: ({ control }) => control({ action: "resume" }),
  },
  {
    name: "the database's exporter is killed",
    ...{ seconds: 60, alert: "TargetDown", job: "timescaledb", explains: [], disturbsLoad: false },
    begin: ({ exporters }) => exporters.postgres.kill(),
    end: ({ exporters }) => exporters.postgres.start(),
  },
  {
    name: "the cache's exporter is killed",
    ...{ seconds: 60, alert: "TargetDown", job: "redis", explains: [], disturbsLoad: false },
    begin: ({ exporters }) => exporters.redis.kill(),
    end: ({ exporters }) => exporters.redis.start(),
  },
];
