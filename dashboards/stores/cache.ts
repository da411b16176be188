import { query, timeseries } from "../../lib/dashboards/index.ts";
import { perMinute } from "../../lib/metrics/units.ts";
import { above, increase, max, rate, rateInterval, sum, value, where } from "../../lib/promql/index.ts";
import {
  cacheBlockedClients,
  cacheClients,
  cacheCommands,
  cacheEvicted,
  cacheExpired,
  cacheKeys,
} from "../../metrics/external/index.ts";
import { EVENTS } from "../style.ts";
import { chosen } from "./variables.ts";

/** More than the exporter's own, which come once a scrape each. */
const WORTH_A_LINE = perMinute(6);

export const commands = timeseries("cache-commands", {
  title: "Commands",
  description: `Calls each second, those of more than ${WORTH_A_LINE.text} by name. hset stores a latest price and publish tells who listens, so both follow the market; one of them at zero while prices arrive is the application not reaching Redis.`,
  width: 6,
  height: 9,
  min: 0,
  queries: [
    query(sum(rate(where(cacheCommands, chosen), rateInterval), { by: [] }), () => "all"),
    query(above(sum(rate(where(cacheCommands, chosen), rateInterval), { by: ["cmd"] }), WORTH_A_LINE), (l) => l.cmd),
  ],
});

export const clients = timeseries("cache-clients", {
  title: "Clients",
  description:
    "Connections to Redis: the application's and the exporter's. More and more of them: somebody connects without closing. Blocked ones wait for a key to appear, which nothing of ours does.",
  width: 6,
  height: 9,
  min: 0,
  queries: [
    query(max(value(where(cacheClients, chosen)), { by: [] }), () => "connected"),
    query(max(value(where(cacheBlockedClients, chosen)), { by: [] }), () => "blocked"),
  ],
});

export const keys = timeseries("cache-keys", {
  title: "Keys",
  description:
    "Keys that are stored, all of Redis' databases together. Latest prices are one key, whatever the number of symbols; a rising line is data that nobody removes.",
  width: 6,
  height: 9,
  min: 0,
  queries: [query(sum(value(where(cacheKeys, chosen)), { by: [] }), () => "keys")],
});

export const keysGone = timeseries("cache-keys-gone", {
  title: "Keys evicted and expired",
  description:
    "Evicted ones were thrown out for want of memory, and whoever reads them finds nothing: raise the limit or store less. Expired ones had outlived their time, as they should.",
  width: 6,
  height: 9,
  min: 0,
  queries: [
    query(sum(increase(where(cacheEvicted, chosen), rateInterval), { by: [] }), () => "evicted"),
    query(sum(increase(where(cacheExpired, chosen), rateInterval), { by: [] }), () => "expired"),
  ],
  raw: EVENTS,
});
