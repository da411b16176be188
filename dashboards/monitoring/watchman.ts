import { column, table } from "../../lib/dashboards/index.ts";
import { items } from "../../lib/metrics/units.ts";
import { age, increase, max, min, sum, value, where } from "../../lib/promql/index.ts";
import {
  heartbeats,
  lastHeartbeat,
  watchmanMailServer,
  watchmanMailsWaiting,
} from "../../metrics/quantflow/watchman.ts";
import { HEARD_WITHIN, WatchmanCannotMail, WatchmanHearsStrangers } from "../../rules/monitoring.ts";
import { chosen } from "./variables.ts";

const byInstance = { by: ["instance"] } as const;

export const watchman = table("watchman", {
  title: "The watchman",
  description: `It mails when no heartbeat comes any more: its mail is the last word when alerting is dead. Refused are heartbeats of another environment within ${HEARD_WITHIN.text}. A mail server that does not let it in leaves nobody to tell.`,
  width: 24,
  height: 5,
  labels: { instance: "Instance" },
  columns: [
    column("Last heartbeat", min(age(where(lastHeartbeat, chosen)), byInstance)),
    column("Refused", sum(increase(where(heartbeats, { ...chosen, result: "foreign" }), HEARD_WITHIN), byInstance), {
      thresholds: [items(1)],
    }),
    column("Mails waiting", max(value(where(watchmanMailsWaiting, chosen)), byInstance)),
    column("Mail server", min(value(where(watchmanMailServer, chosen)), byInstance), {
      states: [
        { value: 0, text: "Refuses", color: "red" },
        { value: 1, text: "Takes mail", color: "green" },
      ],
    }),
  ],
  watchedBy: [WatchmanCannotMail, WatchmanHearsStrangers],
});
