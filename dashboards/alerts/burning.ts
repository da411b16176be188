import type { Slo } from "../../lib/alerting/rules/slo.ts";
import { drillDown, query, thresholdOf, timeseries } from "../../lib/dashboards/index.ts";
import { applicationAvailability, feedFreshness, orderPath, webhookDelivery } from "../../rules/slos.ts";
import { pages } from "../pages.ts";
import { BURNS, errorsOver } from "./objective.ts";

const [shortest, ...longer] = BURNS;

interface Shown {
  readonly title: string;
  readonly description: string;
  /** Where its reason is to be found. */
  readonly leadsTo: (typeof pages)[keyof typeof pages];
}

/** The share of errors over each window, with the limits of both alerts: of the shortest window and of the longest. */
const burning = (slo: Slo, { leadsTo, ...shown }: Shown) =>
  timeseries(`${slo.name}-errors`, {
    ...shown,
    width: 6,
    height: 9,
    thresholds: [thresholdOf(slo.page, "ratio"), thresholdOf(slo.ticket, "ratio")],
    queries: [
      query(errorsOver(slo, shortest), () => shortest.long.text),
      ...longer.map((burn) => query(errorsOver(slo, burn), () => burn.long.text)),
    ],
    watchedBy: [slo.page, slo.ticket],
    links: [drillDown(leadsTo.title, leadsTo)],
    min: 0,
    // So far that the limits are seen, however small the share is.
    raw: { "fieldConfig.defaults.custom.axisSoftMax": 1.1 * slo.page.condition.threshold.value },
  });

export const freshness = burning(feedFreshness, {
  title: "Old prices",
  description:
    "Share of prices that were older than 500 ms when they were applied, over each window. Above the upper line in the last hour somebody is woken; above the lower one for three days the budget will not last.",
  leadsTo: pages.feed,
});

export const orders = burning(orderPath, {
  title: "Late or refused orders",
  description:
    "Share of orders that were refused, or filled later than a second after the candle they were decided on. A cash or risk limit refuses in steps; slow fills rise together with the age of prices.",
  leadsTo: pages.trading,
});

export const availability = burning(applicationAvailability, {
  title: "Application away",
  description:
    "Share of the time in which Prometheus could not scrape the application. It counts deploys and crashes alike; a step each hour is a process that is killed for its memory.",
  leadsTo: pages.ground,
});

export const delivery = burning(webhookDelivery, {
  title: "Alerts not recorded",
  description:
    "Share of Alertmanager's notifications that did not reach the application's history of alerts. It fails while the application is away; fails alone when the two disagree on the token or the size of a request.",
  leadsTo: pages.monitoring,
});
