import { dashboard } from "../../lib/dashboards/index.ts";
import { annotations } from "../annotations.ts";
import { pages, TAGS } from "../pages.ts";
import { history, now } from "./alerts.ts";
import { availability, delivery, freshness, orders } from "./burning.ts";
import { deadLetters, deliveries, received, sent, silenced, truncated, undelivered } from "./delivery.ts";
import { objectives } from "./objectives.ts";
import { chosen } from "./variables.ts";

export const alerts = dashboard({
  ...pages.alerts,
  description: "What is wrong now, what was, and how much of what may go wrong is left?",
  tags: TAGS,
  variables: [chosen.job, chosen.instance],
  annotations,
  rows: [
    { key: "wrong", panels: [now, history] },
    {
      key: "promises",
      title: "Do we keep what we promise?",
      panels: [objectives, freshness, orders, availability, delivery],
    },
    {
      key: "told",
      title: "Is anybody told?",
      panels: [deadLetters, undelivered, truncated, silenced, sent, received, deliveries],
    },
  ],
});
