import type { Cluster } from "./cluster.ts";
import { type Discovered, type Discovering, discovering } from "./discovering.ts";
import { generatedAlertmanager, type Managed } from "./generated.ts";
import { podFiles } from "./pod-files.ts";
import { settingsByJob } from "./scrape-settings.ts";
import { until } from "./until.ts";

/** What came out of the cluster, and a real Prometheus that has loaded it. */
export interface Loaded {
  /** prometheus.yml in a pod's folder, with its rules and certificates beside it. */
  readonly directory: string;
  readonly prometheus: string;
  readonly alertmanager: string;
  readonly found: Discovering;
  readonly stop: () => Promise<void>;
}

const PATIENCE_SECONDS = 120;

/** Waits until the operator has made a job of every one that is wanted, and an Alertmanager's configuration. */
export async function loaded(
  { plane, api, operating }: Cluster,
  given: { readonly prometheus: Managed; readonly alertmanager: Managed; readonly jobs: Iterable<string> },
): Promise<Loaded> {
  const files = await until("every job in the generated configuration", PATIENCE_SECONDS, async () => {
    operating.mustRun();
    const now = await podFiles(plane, given.prometheus);
    const jobs = settingsByJob(now.configuration);
    const missing = [...given.jobs].filter((job) => !jobs.has(job));
    if (missing.length === 0) return now;
    await now.remove();
    throw new Error(`there is no job ${missing.join(", ")}`);
  });
  const alertmanager = await until("Alertmanager's generated configuration", PATIENCE_SECONDS, () =>
    generatedAlertmanager(api, given.alertmanager),
  );
  const found = await discovering(files.directory);
  const stop = async () => {
    await found.stop();
    await files.remove();
  };
  return { directory: files.directory, prometheus: files.configuration, alertmanager, found, stop };
}

/** The targets, once each job has as many as it should have; fails with those that it has. */
export const discovered = (
  { found }: Pick<Loaded, "found">,
  expected: ReadonlyMap<string, number>,
): Promise<readonly Discovered[]> =>
  until("every target", PATIENCE_SECONDS, async () => {
    const targets = await found.targets();
    const counts = new Map<string, number>();
    for (const { labels } of targets) counts.set(labels["job"] ?? "", (counts.get(labels["job"] ?? "") ?? 0) + 1);
    const wrong = [...expected].filter(([job, count]) => counts.get(job) !== count);
    if (wrong.length > 0)
      throw new Error(wrong.map(([job, count]) => `${job}: ${counts.get(job) ?? 0} of ${count}`).join(", "));
    return targets;
  });
