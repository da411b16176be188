import { dashboard } from "../../lib/dashboards/index.ts";
import { annotations } from "../annotations.ts";
import { pages, TAGS } from "../pages.ts";
import { alertmanagers, handedOver, held } from "./handing-over.ts";
import { configuration, down, rulesFailing, watchdog } from "./now.ts";
import { disk, ruleTime, series } from "./prometheus.ts";
import { answering, pools, targets } from "./scraped.ts";
import { chosen } from "./variables.ts";
import { watchman } from "./watchman.ts";

export const monitoring = dashboard({
  ...pages.monitoring,
  description: "Is everything watched, and would anybody hear of it if something broke?",
  tags: TAGS,
  variables: [chosen.job, chosen.instance],
  annotations,
  rows: [
    { key: "now", panels: [watchdog, down, rulesFailing, configuration] },
    { key: "scraped", title: "Is everything scraped?", panels: [targets, answering, pools] },
    { key: "prometheus", title: "Is Prometheus well?", panels: [ruleTime, series, disk] },
    { key: "handing-over", title: "Do alerts get through?", panels: [alertmanagers, handedOver, held] },
    { key: "last-resort", title: "Would anybody hear if all of it died?", panels: [watchman] },
  ],
});
