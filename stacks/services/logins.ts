import type { Basic, Bearer } from "../../lib/services/credentials.ts";
import { webConfig } from "../../lib/services/web-config.ts";
import { secrets } from "../secrets.ts";
import { ADMIN_USER, GRAFANA_USER, SCRAPE_USER } from "./defaults.ts";

export const scrapeLogin: Basic = { kind: "basic", user: SCRAPE_USER, password: secrets.scrape };
export const adminLogin: Basic = { kind: "basic", user: ADMIN_USER, password: secrets.admin };
export const grafanaLogin: Basic = { kind: "basic", user: GRAFANA_USER, password: secrets.grafana };
/** What Prometheus shows to our own programs. */
export const metricsToken: Bearer = { kind: "bearer", token: secrets.metricsToken };

/** Who opens what people and Grafana open too. */
export const PEOPLE: readonly Basic[] = [adminLogin, scrapeLogin, grafanaLogin];

const passwordFile = (logins: readonly Basic[]) =>
  webConfig(Object.fromEntries(logins.map(({ user, password }) => [user, password])));

/** web.config.file of an exporter: only Prometheus gets in. */
export const scrapePasswordFile = passwordFile([scrapeLogin]);

/** web.config.file for PEOPLE. */
export const peoplePasswordFile = passwordFile(PEOPLE);
