import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
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

async function started(directory: string) {
  const flags = [
    ...["--config.file=prometheus.yml", `--storage.tsdb.path=${join(directory, "data")}`],
    "--web.listen-address=127.0.0.1:0",
  ];
  const path = await builtIn("prometheus-kubernetes", "prometheus");
  const child = spawn(path, flags, { cwd: directory, stdio: ["ignore", "ignore", "pipe"] });
  const ended = once(child, "close");
  const stop = async () => {
    child.kill();
    await ended;
  };
  const heard: string[] = [];
  for await (const line of createInterface({ input: child.stderr })) {
    heard.push(line);
    // Two parts of it say these, in either order.
    const port = /Listening on.*?127\.0\.0\.1:(\d+)/.exec(heard.join("\n"))?.[1];
    if (port === undefined || !heard.some((one) => one.includes("Server is ready"))) continue;
    child.stderr.resume();
    return { url: `http://127.0.0.1:${port}`, stop };
  }
  throw new Error(`Prometheus did not start:\n${heard.join("\n")}`);
}
