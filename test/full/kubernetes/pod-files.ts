import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Api } from "./api.ts";
import type { ControlPlane } from "./control-plane.ts";
import { generatedPrometheus, generatedRules, type Managed, tlsAssets } from "./generated.ts";

/** The files of a Prometheus pod in a folder, its configuration turned to them: what a kubelet and the reloader do. */
export interface PodFiles {
  readonly directory: string;
  readonly configuration: string;
  readonly remove: () => Promise<void>;
}

const CERTIFICATES = "/etc/prometheus/certs";
const RULES = "/etc/prometheus/rules";
const TOKEN = "/var/run/secrets/kubernetes.io/serviceaccount/token";

export async function podFiles({ api, kubeconfig }: ControlPlane, managed: Managed): Promise<PodFiles> {
  const directory = await mkdtemp(join(tmpdir(), "prometheus-pod-"));
  const configuration = (await generatedPrometheus(api, managed))
    // What the reloader replaces, of the first pod.
    .replaceAll("$(POD_NAME)", `prometheus-${managed.name}-0`)
    .replaceAll("$(SHARD)", "0")
    .replaceAll(CERTIFICATES, join(directory, "certs"))
    .replaceAll(RULES, join(directory, "rules"))
    .replaceAll(TOKEN, join(directory, "token"))
    // In the cluster a pod finds the API server by itself; from outside it is told.
    .replaceAll(/^( *)- role: .*$/gm, `$&\n$1  kubeconfig_file: ${kubeconfig}`);
  const files = new Map([["prometheus.yml", configuration], ["token", "token"], ...(await mounted(api, managed))]);
  for (const [name, text] of files) {
    await mkdir(dirname(join(directory, name)), { recursive: true });
    await writeFile(join(directory, name), text);
  }
  return { directory, configuration, remove: () => rm(directory, { recursive: true, force: true }) };
}

async function mounted(api: Api, managed: Managed): Promise<readonly [string, string][]> {
  const [certificates, rules] = await Promise.all([tlsAssets(api, managed), generatedRules(api, managed)]);
  return [
    ...[...certificates].map(([name, text]): [string, string] => [`certs/${name}`, text]),
    ...[...rules].map(([name, text]): [string, string] => [`rules/${name}`, text]),
  ];
}
