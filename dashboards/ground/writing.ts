import { query, timeseries } from "../../lib/dashboards/index.ts";
import { increase, rateInterval, sum, where } from "../../lib/promql/index.ts";
import { notificationLogErrors } from "../../metrics/external/index.ts";
import { watchmanStateFailures } from "../../metrics/quantflow/watchman.ts";
import { AlertmanagerCannotWrite, WatchmanCannotWrite } from "../../rules/monitoring.ts";
import { EVENTS } from "../style.ts";

export const unwritten = timeseries("state-not-written", {
  title: "State not written down",
  description:
    "Times that Alertmanager could not write down what it has notified, and the watchman what it heard. Any at all is a disk that is full or broken: both go on, and forget it when they end.",
  width: 12,
  queries: [
    query(
      sum(increase(where(notificationLogErrors, { job: "alertmanager" }), rateInterval), { by: [] }),
      () => "Alertmanager",
    ),
    query(sum(increase(where(watchmanStateFailures, { job: "watchman" }), rateInterval), { by: [] }), () => "watchman"),
  ],
  watchedBy: [AlertmanagerCannotWrite, WatchmanCannotWrite],
  raw: EVENTS,
});
