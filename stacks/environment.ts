import type { Duration, Quantity } from "../lib/metrics/units.ts";
import type { NameServer, Storage } from "../lib/renderings/kubernetes/index.ts";
import type { Stack } from "../lib/renderings/kubernetes/monitoring/stack.ts";
import type { Encryption } from "../lib/services/certificate.ts";
import type { Secret } from "../lib/services/secret.ts";
import type { Audience } from "./audience.ts";
import type { Backend } from "./backend.ts";
import type { Profile } from "./profile.ts";
import type { Watchfulness } from "./services/watchman.ts";

/** Everything that may differ between two places where this runs. No code outside asks for an environment's name. */
export interface Environment {
  readonly name: string;
  readonly summary: string;
  /** What carries it. */
  readonly ground: Ground;
  /** Services that do not run here, each with the reason; their targets, alerts and inhibitions go with them. */
  readonly leavesOut: Readonly<Record<string, string>>;
  /** How many watch, and where their history goes. */
  readonly profile: Profile;
  /** Where prices come from. */
  readonly market: Market;
  /** Who is told of its alerts. */
  readonly audience: Audience;
  /** Who is mailed, and when, where the heartbeat of its alerting stays away. */
  readonly watchman: Watchfulness;
  /** Whether its services speak TLS to each other, and who vouches for them. */
  readonly encryption: Encryption;
  /** Scrape and evaluation interval, after `pace`. */
  readonly interval: Duration;
  /** How long a scrape may take. */
  readonly scrapeTimeout: Duration;
  /** Every interval, `for` and window of the rules and routes is divided by it; 1 except for fault tests. */
  readonly pace: number;
  readonly retention: { readonly time: Duration; readonly size: Quantity<"bytes"> };
  /** Host port of each port that a person opens, on the loopback interface, before the instance's offset. */
  readonly hostPorts: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** Prometheus' `environment` external label. */
  readonly label: string;
  /** Where Terraform keeps what it knows of this environment. */
  readonly backend: Backend;
}

/** Which environment it is, once alerts or samples leave it. */
export const externalLabels = ({ label }: Pick<Environment, "label">) => ({ environment: label });

/** A platform, with what only it has to know. */
export type Ground = DockerGround | KubernetesGround | HostedGrafanaGround;

/** A Docker engine: the one that DOCKER_HOST or the docker context names, else this machine's. */
export interface DockerGround {
  readonly kind: "docker";
}

/** A cluster; what it is given is plain files. */
export interface KubernetesGround {
  readonly kind: "kubernetes";
  /** Holds what is ours, and nothing else: `quantflow`. */
  readonly namespace: string;
  /** Where our own images are pushed to, which no public registry serves: `registry.example/quantflow`. */
  readonly registry?: string;
  /** The Secret of our namespace with that registry's login, where it asks for one. */
  readonly pullSecret?: string;
  /** What runs Prometheus, Alertmanager and Grafana, and watches the nodes. */
  readonly stack: Stack;
  /** How often a service runs, where that is not once. */
  readonly replicas: Readonly<Record<string, number>>;
  /** How large the volumes are, and of which class. */
  readonly storage: Storage;
  /** What tells addresses of names in the cluster; CoreDNS with its usual labels when absent. */
  readonly nameServer?: NameServer;
}

/** A Grafana, and a ruler beside it, that someone else runs. */
export interface HostedGrafanaGround {
  readonly kind: "hosted-grafana";
  /** As people open it: `https://quantflow.grafana.example`. */
  readonly grafana: string;
  readonly mimir: HostedMimir;
  /** Routes what the ruler finds. In Grafana Cloud it has an address and an instance number of its own. */
  readonly alertmanager: HostedTenant;
  /** Who evaluates the rules: the ruler, which reads them as Prometheus does, or Grafana itself, whose rules differ. */
  readonly evaluatedBy: "ruler" | "grafana";
  /** The folder of this repository that holds the runbooks, as people open it. */
  readonly runbooks: string;
}

/** One of many that share a server. */
export interface HostedTenant {
  /** Without a path: `https://prometheus-prod-01.grafana.example`. */
  readonly url: string;
  /** In Grafana Cloud the number of the instance, which is the user as well. */
  readonly tenant: string;
}

/** A Mimir, or what speaks as it does: samples and rules under one address. */
export interface HostedMimir extends HostedTenant {
  /** Where samples are sent to: `/api/prom/push` in Grafana Cloud, `/api/v1/push` in a Mimir of one's own. */
  readonly push: "/api/prom/push" | "/api/v1/push";
  /** What the agent shows: it may write samples, and nothing else. */
  readonly token: Secret;
}

/** The simulated exchange, which then has to run here, or an exchange out in the world that speaks Binance's protocol. */
export type Market = "simulated" | PublicMarket;

export interface PublicMarket {
  /** Its combined streams: `wss://data-stream.binance.vision/stream` */
  readonly stream: string;
  /** Its REST interface, without a path: `https://data-api.binance.vision` */
  readonly rest: string;
}
