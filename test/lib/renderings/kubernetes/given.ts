import { gibibytes, mebibytes, seconds } from "../../../../lib/metrics/units.ts";
import type { KubernetesGiven } from "../../../../lib/renderings/kubernetes/given.ts";
import {
  COREDNS,
  type KubernetesObject,
  KubernetesRenderingError,
  namesIn,
} from "../../../../lib/renderings/kubernetes/index.ts";
import { address } from "../../../../lib/services/address.ts";
import { generated, plain } from "../../../../lib/services/secret.ts";
import { type Service, service } from "../../../../lib/services/service.ts";
import { stoppedCopy, volume } from "../../../../lib/services/volume.ts";

const common = {
  health: {
    command: ["true"],
    interval: seconds(5),
    timeout: seconds(4),
    retries: 3,
    startPeriod: seconds(60),
  },
  limits: { memory: mebibytes(256), cpus: 0.5 },
  networks: ["data"],
} as const;

export const store = service({
  ...common,
  name: "store",
  summary: "keeps things",
  image: "store",
  ports: { sql: 5432 },
  environment: { STORE_HINT: "costs $(MUCH) and $$" },
  secrets: { "store-password": plain(generated("store-password")) },
  configuration: { mount: "/etc/store", files: new Map([["rules/a.conf", "on\n"]]), onChange: "reloads" },
  volumes: [{ volume: volume("store-data", "everything", stoppedCopy), at: "/var/lib/store" }],
  scratch: ["/tmp", "/run/store"],
  user: "70:71",
});

export const desk = service({
  ...common,
  name: "desk",
  summary: "asks the store",
  image: "desk",
  ports: { web: 8080, metrics: 9100 },
  configuration: { mount: "/etc/desk", files: new Map([["desk.yml", "a: 1\n"]]), onChange: "replace" },
  user: "1000:1000",
  connects: [{ to: address(store, "sql") }],
});

export const watcher = service({
  ...common,
  name: "watcher",
  summary: "scrapes, elsewhere in the cluster",
  image: "watcher",
  ports: { web: 9090 },
  user: "65534:65534",
});

export const given = (more: Partial<KubernetesGiven> = {}): KubernetesGiven => ({
  names: namesIn({ namespace: "trading", product: "quantflow", instance: "quantflow" }),
  services: [store, desk],
  links: [
    { from: "watcher", to: address(desk, "metrics"), purpose: "scrape" },
    { from: "desk", to: address(store, "sql"), purpose: "use" },
  ],
  carried: [],
  elsewhere: { watcher: { namespace: "monitoring", labels: { app: "watcher" } } },
  imageReference: (image) => `registry.test/${image}:1`,
  toolbox: "toolbox",
  replicas: {},
  storage: { sizes: { "store-data": gibibytes(10) } },
  outside: {},
  nameServer: COREDNS,
  ...more,
});

/** The only object of a kind and name. Fails where there is none, or more than one. */
export function only(objects: readonly KubernetesObject[], kind: string, name: string): KubernetesObject {
  const found = objects.filter((object) => object.kind === kind && object.metadata.name === name);
  if (found.length !== 1) throw new Error(`${found.length} objects ${kind} ${name}`);
  return found[0] as KubernetesObject;
}

/** The codes of what is thrown, each fault of several by its own. */
export function codesOf(run: () => unknown): readonly string[] {
  try {
    run();
  } catch (error) {
    if (!(error instanceof KubernetesRenderingError)) throw error;
    const { code, message } = error;
    if (code !== "kubernetes/several") return [code];
    return [...message.matchAll(/\((kubernetes\/[a-z-]+)\)/g)].map(([, one = ""]) => one);
  }
  return [];
}

export const changed = (service: Service, more: Partial<Service>): Service => ({ ...service, ...more });

/** What a Secret holds, as text. */
export const secretTexts = ({ data }: KubernetesObject): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(data ?? {}).map(([key, text]) => [key, Buffer.from(`${text}`, "base64").toString()]),
  );
