import { webConfig } from "../../lib/services/web-config.ts";
import { secrets } from "../secrets.ts";
import { ADMIN_USER, GRAFANA_USER, SCRAPE_USER } from "./defaults.ts";

/** web.config.file of an exporter: only Prometheus gets in. */
export const scrapePasswordFile = webConfig({ [SCRAPE_USER]: secrets.scrape });

/** web.config.file of what people and Grafana open too. */
export const peoplePasswordFile = webConfig({
  [ADMIN_USER]: secrets.admin,
  [SCRAPE_USER]: secrets.scrape,
  [GRAFANA_USER]: secrets.grafana,
});
