/** What to alert on: the table of contents. */
import type { Group } from "../lib/alerting/rules/group.ts";
import type { Job } from "../metrics/index.ts";
import { availability } from "./availability.ts";
import { backtest } from "./backtest.ts";
import { feed } from "./feed.ts";
import { host } from "./host.ts";
import { alertmanager, prometheus } from "./monitoring.ts";
import { resources } from "./resources.ts";
import { scrapes } from "./scrapes.ts";

/** Each topic stands or falls with the job that its alerts are about. */
const topics: readonly { readonly about: Job; readonly group: Group }[] = [
  { about: "quantflow", group: feed },
  { about: "quantflow", group: backtest },
  { about: "quantflow", group: resources },
  { about: "node", group: host },
  { about: "prometheus", group: scrapes },
  { about: "prometheus", group: prometheus },
  { about: "alertmanager", group: alertmanager },
];

/** The rules of an environment that has these jobs. What it omits takes its alerts with it. */
export const rules = ({ jobs }: { readonly jobs: readonly Job[] }): readonly Group[] => [
  availability(jobs),
  ...topics.filter(({ about }) => jobs.includes(about)).map(({ group }) => group),
];
