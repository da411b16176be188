import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { stringify } from "yaml";
import { ruleFiles } from "../../lib/alerting/rules/file.ts";
import { paced } from "../../lib/alerting/rules/pace.ts";
import type { Job } from "../../metrics/index.ts";
import { rules } from "../../rules/index.ts";
import { fault } from "../../stacks/environments/fault.ts";

/** What is there to be scraped. */
const SOAKED: readonly Job[] = ["quantflow", "exchange", "timescaledb", "redis", "prometheus", "alertmanager"];

/** Those of an environment that has these jobs and no others, at its usual pace. */
export const SOAKED_RULES = rules({ jobs: SOAKED });

/** Scrape and evaluation interval, and the divisor of every `for` and window: those of the environment `fault`. */
export const { interval: INTERVAL, pace: PACE } = fault;

export interface Scraped {
  readonly job: Job;
  readonly port: number;
  readonly tokenFile?: string;
}

/** Writes prometheus.yml with its rule files; the path of the first. */
export async function writePrometheus(
  folder: string,
  targets: readonly Scraped[],
  alertmanager: number,
): Promise<string> {
  const files = ruleFiles(SOAKED_RULES.map((group) => paced(group, PACE)));
  for (const [name, text] of files) await writeFile(join(folder, name), text);
  const path = join(folder, "prometheus.yml");
  await writeFile(
    path,
    stringify({
      global: {
        scrape_interval: `${INTERVAL.value}s`,
        evaluation_interval: `${INTERVAL.value}s`,
        scrape_timeout: `${INTERVAL.value}s`,
      },
      rule_files: [...files.keys()],
      alerting: { alertmanagers: [{ static_configs: [{ targets: [`127.0.0.1:${alertmanager}`] }] }] },
      scrape_configs: targets.map(({ job, port, tokenFile }) => ({
        job_name: job,
        static_configs: [{ targets: [`127.0.0.1:${port}`] }],
        ...(tokenFile && { authorization: { credentials_file: tokenFile } }),
      })),
    }),
  );
  return path;
}

/** Every alert by itself, at once, to the run and to the application. */
export async function writeAlertmanager(
  folder: string,
  runUrl: string,
  webhook: { readonly url: string; readonly tokenFile: string },
): Promise<string> {
  const path = join(folder, "alertmanager.yml");
  const http_config = { authorization: { credentials_file: webhook.tokenFile } };
  const receivers = [{ url: runUrl }, { url: webhook.url, http_config }];
  await writeFile(
    path,
    stringify({
      route: { receiver: "both", group_by: ["..."], group_wait: "0s", group_interval: "3s", repeat_interval: "1h" },
      receivers: [{ name: "both", webhook_configs: receivers }],
    }),
  );
  return path;
}
