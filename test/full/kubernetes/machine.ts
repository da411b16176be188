import { setTimeout } from "node:timers/promises";
import type { Api, ApiObject } from "./api.ts";

/**
 * Stands in for what nobody can run here, a scheduler and a kubelet: every pod gets its place on one node, an address
 * and the word that it is ready. What becomes of that - endpoints, targets - is the real controllers' work.
 */
export interface Machine {
  /** Ends it. Fails with what the API server refused meanwhile. */
  readonly stop: () => Promise<void>;
}

export const NODE = "node-1";
const NODE_ADDRESS = "10.2.0.1";
const POLL_MILLISECONDS = 250;

interface Pod extends ApiObject {
  readonly spec: { readonly nodeName?: string; readonly containers: readonly { readonly name: string }[] };
  readonly status: { readonly podIP?: string };
}

export async function machine(api: Api): Promise<Machine> {
  await registered(api);
  const ended = new AbortController();
  const work = looked(api, ended.signal);
  // Its failure is told when it is stopped.
  work.catch(() => {});
  return {
    stop: async () => {
      ended.abort();
      await work;
    },
  };
}

async function registered(api: Api): Promise<void> {
  await accepted(api, "POST", "/api/v1/nodes", { apiVersion: "v1", kind: "Node", metadata: { name: NODE } });
  const status = {
    addresses: [
      { type: "InternalIP", address: NODE_ADDRESS },
      { type: "Hostname", address: NODE },
    ],
    conditions: [ready()],
  };
  await accepted(api, "PATCH", `/api/v1/nodes/${NODE}/status`, { status });
}

async function looked(api: Api, signal: AbortSignal): Promise<void> {
  let placed = 0;
  while (!signal.aborted) {
    for (const pod of await api.list<Pod>("/api/v1/pods"))
      if (pod.status.podIP === undefined) await run(api, pod, `10.3.0.${++placed}`);
    await setTimeout(POLL_MILLISECONDS);
  }
}

async function run(api: Api, pod: Pod, podIP: string): Promise<void> {
  const { name, namespace } = pod.metadata;
  const path = `/api/v1/namespaces/${namespace}/pods/${name}`;
  if (pod.spec.nodeName === undefined) {
    const target = { apiVersion: "v1", kind: "Node", name: NODE };
    await accepted(api, "POST", `${path}/binding`, { apiVersion: "v1", kind: "Binding", metadata: { name }, target });
  }
  const containerStatuses = pod.spec.containers.map((container) => ({
    ...{ name: container.name, ready: true, started: true, restartCount: 0, image: "", imageID: "" },
    state: { running: { startedAt: null } },
  }));
  const addresses = { podIP, podIPs: [{ ip: podIP }], hostIP: NODE_ADDRESS };
  const status = { phase: "Running", ...addresses, conditions: [ready()], containerStatuses };
  await accepted(api, "PATCH", `${path}/status`, { status });
}

const ready = () => ({ type: "Ready", status: "True" });

async function accepted(api: Api, method: string, path: string, body: unknown): Promise<void> {
  const patch = method === "PATCH" ? "application/strategic-merge-patch+json" : undefined;
  await api.change(method, path, body, patch);
}
