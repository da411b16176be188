/** What to alert on: the table of contents. */
import type { Group } from "../lib/alerting/rules/group.ts";
import type { Job } from "../metrics/index.ts";
import { availability } from "./availability.ts";
import { backtest } from "./backtest.ts";
import { certificates } from "./certificates.ts";
import { feed } from "./feed.ts";
import { host } from "./host.ts";
import { losses } from "./losses.ts";
import { alertmanager, prometheus, watchman } from "./monitoring.ts";
import { resources } from "./resources.ts";
import { scrapes } from "./scrapes.ts";
import { applicationAvailability, feedFreshness, orderPath, webhookDelivery } from "./slos.ts";

/** Each topic stands or falls with the jobs whose series it reads. */
const topics: readonly { readonly reads: readonly Job[]; readonly group: Group }[] = [
  { reads: ["quantflow"], group: feed },
  { reads: ["quantflow"], group: backtest },
  { reads: ["quantflow"], group: resources },
  { reads: ["quantflow"], group: losses },
  { reads: ["quantflow"], group: feedFreshness },
  { reads: ["quantflow"], group: orderPath },
  { reads: ["quantflow"], group: applicationAvailability },
  { reads: ["quantflow", "alertmanager"], group: webhookDelivery },
  { reads: ["node"], group: host },
  { reads: ["prometheus"], group: scrapes },
  { reads: ["prometheus"], group: prometheus },
  { reads: ["alertmanager"], group: alertmanager },
  { reads: ["watchman"], group: watchman },
  { reads: ["certificates"], group: certificates },
];

/** The rules of an environment that has these jobs. What it omits takes its alerts with it. */
export const rules = ({ jobs }: { readonly jobs: readonly Job[] }): readonly Group[] => [
  availability(jobs),
  ...topics.filter(({ reads }) => reads.every((job) => jobs.includes(job))).map(({ group }) => group),
];
