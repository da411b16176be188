import { join } from "node:path";
import { prometheusProcess, type Running } from "../../support/prometheus-process.ts";
import { builtIn } from "../../support/tools.ts";

/** A target as Prometheus itself tells it: how it is called, and where it would be asked. */
export interface Discovered {
  readonly labels: Readonly<Record<string, string>>;
  readonly discoveredLabels: Readonly<Record<string, string>>;
  readonly scrapePool: string;
  readonly scrapeUrl: string;
  readonly scrapeInterval: string;
  readonly scrapeTimeout: string;
}

export interface LoadedRule {
  readonly name: string;
  readonly query: string;
  readonly type: "alerting" | "recording";
}

/** A real Prometheus on a folder's prometheus.yml; what it finds is unreachable, and nobody minds. */
export interface Discovering {
  readonly targets: () => Promise<readonly Discovered[]>;
  readonly rules: () => Promise<readonly LoadedRule[]>;
  readonly alertmanagers: () => Promise<readonly { readonly url: string }[]>;
  readonly stop: () => Promise<void>;
}

export async function discovering(directory: string): Promise<Discovering> {
  const { url, stop } = await started(directory);
  const asked = async <T>(path: string): Promise<T> => {
    const response = await fetch(`${url}/api/v1/${path}`);
    if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
    return ((await response.json()) as { readonly data: T }).data;
  };
  return {
    targets: async () =>
      (await asked<{ readonly activeTargets: readonly Discovered[] }>("targets?state=active")).activeTargets,
    rules: async () =>
      (await asked<{ readonly groups: readonly { readonly rules: readonly LoadedRule[] }[] }>("rules")).groups.flatMap(
        ({ rules }) => rules,
      ),
    alertmanagers: async () =>
      (await asked<{ readonly activeAlertmanagers: readonly { readonly url: string }[] }>("alertmanagers"))
        .activeAlertmanagers,
    stop,
  };
}

const started = async (directory: string): Promise<Running> =>
  prometheusProcess(
    await builtIn("prometheus-kubernetes", "prometheus"),
    ["--config.file=prometheus.yml", `--storage.tsdb.path=${join(directory, "data")}`],
    directory,
  );
