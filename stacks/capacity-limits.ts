import type { Limit } from "../lib/services/capacity-ladder.ts";
import { sampleLimit } from "../lib/services/scrape-budget.ts";
import { symbols as symbolLabel } from "../metrics/quantflow/labels.ts";
import type { Growth } from "./capacity-growth.ts";
import { quantflowTarget } from "./services/quantflow-app.ts";

/**
 * Numbers of the application and of what others allow it. It cannot be imported here; test/app/capacity-limits.test.ts
 * holds these to its own.
 */
export const APPLICATION_NUMBERS = {
  /** Streams of a symbol: trades, best prices, mini ticker, candles. */
  streamsOfSymbol: 4,
  /** Of one connection. Source: binance-spot-api-docs, web-socket-streams.md */
  streamsOfConnection: 1_024,
  /** Attempts to connect in five minutes, of the 300 that Binance lets in from an address. Source: the same */
  attempts: 240,
  /** Weight of asking for the trades that a lost connection missed, of one symbol. Source: binance-spot-api-docs, rest-api.md */
  recoveryWeight: 25,
  /** What a process may ask of the exchange in a minute, of the 6,000 that an address may. Source: the same */
  weightOfMinute: 3_000,
  /** Last prices are written so often at most. */
  priceWritesPerSecond: 10,
  /** The most that one notification to the application holds; the rest is counted, not sent. */
  alertsOfMessage: 2_000,
} as const;

/** What was measured; README's table has the same, `npm run bench` measures again. */
export const MEASURED = {
  /** Over a loopback WebSocket by one process, as it records. */
  messagesPerSecond: 400_000,
  /** Ticks by COPY into PostgreSQL 15 on the same two processors. */
  ticksPerSecond: 190_000,
  /** Fields of Redis 7.0, a hundred to a HSET: measured once by hand, in no benchmark. */
  pricesPerSecond: 300_000,
} as const;

/** Half of what was measured stays free: for a slower machine, and for all that the process does beside. */
const SHARE = 0.5;

/** Of one symbol in a burst. An assumption: yours is `rate(quantflow_feed_messages_total[1m])` by the symbols. */
export const MESSAGES_OF_SYMBOL = 1_000;
/** Of those, trades, which are what the database is given; the rest is mostly best prices. Assumed too. */
const TRADES_OF_MESSAGES = 0.5;

interface Given {
  readonly growth: Growth;
  /** Of one symbol, in a burst. */
  readonly messagesPerSecond: number;
}

/** What runs out beside Prometheus, in the order of the data: from the exchange to who is told. */
export const limitsOf = ({ growth, messagesPerSecond }: Given): readonly Limit[] => [
  ...ofTheApplication(messagesPerSecond),
  ...ofItsScrapes(growth),
  ...ofTheStores(messagesPerSecond),
  ...ofTheAlerting(growth),
];

const ofTheApplication = (messagesPerSecond: number): readonly Limit[] => [
  {
    name: "symbols that it takes",
    of: "application",
    unit: "symbols",
    demand: ({ symbols }) => symbols,
    limit: symbolLabel.upTo,
    take: "raise the cap of the label symbol (metrics/quantflow/labels.ts) and MOST_MARKETS (app/settings.ts) together; what follows is as if that were done",
    source: "the catalogue",
  },
  {
    name: "messages of the feed",
    of: "application",
    unit: "messages/s",
    demand: ({ symbols }) => symbols * messagesPerSecond,
    limit: MEASURED.messagesPerSecond * SHARE,
    take: "divide the symbols among processes: a QUANTFLOW_SYMBOLS for each",
    source: "measured: npm run bench -- loopback",
  },
  {
    name: "attempts to connect after an outage",
    of: "application",
    unit: "attempts in 5 min",
    demand: ({ replicas, symbols }) =>
      replicas * Math.ceil((symbols * APPLICATION_NUMBERS.streamsOfSymbol) / APPLICATION_NUMBERS.streamsOfConnection),
    limit: APPLICATION_NUMBERS.attempts,
    take: "give replicas addresses of their own: the exchange counts by address",
    source: "binance-spot-api-docs, web-socket-streams.md",
  },
  {
    name: "trades asked for again after an outage",
    of: "application",
    unit: "weight/min",
    demand: ({ symbols }) => symbols * APPLICATION_NUMBERS.recoveryWeight,
    limit: APPLICATION_NUMBERS.weightOfMinute,
    take: "nothing is lost beyond it, it is asked for a minute later; to have it sooner divide the symbols among addresses",
    source: "binance-spot-api-docs, rest-api.md",
  },
];

const ofItsScrapes = ({ mostExposed }: Growth): readonly Limit[] => [
  {
    name: "series of a scrape",
    of: "scrapes",
    unit: "series",
    // As the check of the catalogue asks for: what is exposed at most, and room.
    demand: (scale) => sampleLimit(mostExposed(scale)),
    limit: quantflowTarget.limits.samples,
    take: "raise scrapeLimits in stacks/services/quantflow-app.ts: beyond sample_limit the whole scrape fails",
    source: "stacks/services/quantflow-app.ts",
  },
  {
    name: "targets of the job",
    of: "scrapes",
    unit: "targets",
    demand: ({ replicas }) => replicas,
    limit: quantflowTarget.limits.targets,
    take: "raise targets of its limits: beyond target_limit Prometheus scrapes none of them",
    source: "stacks/services/defaults.ts",
  },
];

const ofTheStores = (messagesPerSecond: number): readonly Limit[] => [
  {
    name: "ticks into the database",
    of: "stores",
    unit: "rows/s",
    demand: ({ replicas, symbols }) => replicas * symbols * messagesPerSecond * TRADES_OF_MESSAGES,
    limit: MEASURED.ticksPerSecond * SHARE,
    take: "a database on a machine of its own, then one for a part of the symbols. TimescaleDB takes no more rows (225,000 against PostgreSQL's 320,000 a second in one comparison): it compresses old ticks and drops them by the chunk",
    source: "measured: npm run bench -- store; blog.coelho.net/data-loading-performance-of-postgres-and-timescaledb",
  },
  {
    name: "last prices into Redis",
    of: "stores",
    unit: "fields/s",
    demand: ({ replicas, symbols }) => replicas * symbols * APPLICATION_NUMBERS.priceWritesPerSecond,
    limit: MEASURED.pricesPerSecond * SHARE,
    take: "a Redis for a part of the replicas: one key holds all prices, so a cluster would not divide them",
    source: "measured once by hand, Redis 7.0",
  },
];

const ofTheAlerting = ({ alerts }: Growth): readonly Limit[] => [
  {
    name: "alerts of one notification",
    of: "alerting",
    unit: "alerts",
    demand: alerts,
    limit: APPLICATION_NUMBERS.alertsOfMessage,
    take: "group by instance as well (GROUP_BY in lib/alerting/routing/route.ts): beyond max_alerts the rest is counted and not told",
    source: "max_alerts in lib/alerting/routing; 1,000 alerts are 1.1 MB, measured on Alertmanager 0.31.1",
  },
];
