import { dashboard } from "../../lib/dashboards/index.ts";
import { annotations } from "../annotations.ts";
import { pages, TAGS } from "../pages.ts";
import { instance, job, symbol } from "../variables.ts";
import { ages, slowest } from "./age.ts";
import { connection, connectionsEnded, updates } from "./connection.ts";
import { clock, delays } from "./delays.ts";
import { gaps, recovery } from "./gaps.ts";
import { missing, oldestPrice, subscriptions, updateRate } from "./now.ts";

export const feed = dashboard({
  ...pages.feed,
  description: "Do prices arrive, all of them and in time, and if not, where are they lost or late?",
  tags: TAGS,
  variables: [job, instance, symbol],
  annotations,
  rows: [
    { key: "now", panels: [oldestPrice, updateRate, subscriptions, missing] },
    { key: "connected", title: "Are we connected?", panels: [connection, connectionsEnded, updates] },
    { key: "in-time", title: "Are prices in time?", panels: [ages, slowest] },
    { key: "late", title: "Where is time lost?", panels: [delays, clock] },
    { key: "complete", title: "Are they complete?", panels: [gaps, recovery] },
  ],
});
