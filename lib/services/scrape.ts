/** prometheus.yml. Source of the fields: prometheus.io/docs/prometheus/latest/configuration/configuration */
import { stringify } from "yaml";
import { duration } from "../metrics/duration.ts";
import type { Duration, Quantity } from "../metrics/units.ts";
import { type Address, authority, url } from "./address.ts";
import { TLS_CONFIG } from "./certificate.ts";
import { type HttpCredentials, secretOf } from "./credentials.ts";
import type { IsEncrypted } from "./encryption.ts";
import { targetsDiffer, timeoutTooLong } from "./errors.ts";
import { plain, SECRETS_DIRECTORY, type SecretFiles } from "./secret.ts";
import type { ScrapeLimits, Target } from "./target.ts";

/** A label that carries a job's metric costs nothing below these; past them someone put a document into a label. */
const LONGEST_LABEL_NAME = 128;
const LONGEST_LABEL_VALUE = 1024;

export interface PrometheusConfiguration {
  readonly targets: readonly Target[];
  /** Between scrapes and between evaluations alike: one constant, so that windows can be held against it. */
  readonly interval: Duration;
  /** How long a scrape may take; at most the interval. */
  readonly timeout: Duration;
  /** Which Prometheus this is, once its data leaves it: `{ environment: "local" }`. */
  readonly externalLabels: Readonly<Record<string, string>>;
  /**
   * Which of several alike this is: an external label `replica`. Alerts leave without it, so that those of all replicas
   * are one to Alertmanager.
   */
  readonly replica?: string;
  /** Listed one by one, relative to prometheus.yml: a glob would load files that are no longer wanted. */
  readonly ruleFiles: readonly string[];
  readonly alertmanagers: readonly { readonly at: Address; readonly credentials?: HttpCredentials }[];
  /** Which of their addresses are asked by TLS, each held against the platform's authority. */
  readonly isEncrypted: IsEncrypted;
  /** Where every sample goes as well. */
  readonly remoteWrite?: readonly RemoteWrite[];
  /** What is deleted first: what is older than `time`, or the oldest once there is more than `size`. */
  readonly retention: { readonly time: Duration; readonly size: Quantity<"bytes"> };
}

/** A store that takes samples by Prometheus' remote-write protocol. */
export interface RemoteWrite {
  /** In the labels of the metrics about it. */
  readonly name: string;
  readonly url: string;
  readonly credentials?: HttpCredentials;
  /** For a store across the internet: how it is sent to. Prometheus' own values where absent. */
  readonly queue?: RemoteQueue;
}

export interface RemoteQueue {
  /** How many requests are under way at once, at most: a tenant is limited. */
  readonly connections: number;
  /** In one request, at most. */
  readonly samples: number;
  /** Between two tries, at most; a store that is away is not asked every few seconds. */
  readonly backoff: Duration;
}

/** The label by which replicas are told apart, in every series that leaves them. */
export const REPLICA_LABEL = "replica";

/** The text of prometheus.yml. Fails when targets of one job differ where Prometheus has one setting a job. */
export function prometheusConfiguration(given: PrometheusConfiguration): string {
  if (given.timeout.value > given.interval.value) throw timeoutTooLong(given.timeout.text, given.interval.text);
  const { retention, remoteWrite = [] } = given;
  const configuration = {
    global: global(given),
    storage: { tsdb: { retention: { time: duration(retention.time), size: size(retention.size.value) } } },
    rule_files: given.ruleFiles,
    alerting: {
      ...(given.replica !== undefined && { alert_relabel_configs: [{ action: "labeldrop", regex: REPLICA_LABEL }] }),
      alertmanagers: given.alertmanagers.map((one) => alertmanager(one, given.isEncrypted)),
    },
    ...(remoteWrite.length > 0 && { remote_write: remoteWrite.map(remoteStore) }),
    scrape_configs: [...byJob(given.targets)].map(([job, targets]) => scrapeConfig(job, targets, given.isEncrypted)),
  };
  return stringify(configuration, { lineWidth: 0, aliasDuplicateObjects: false });
}

/** The files that Prometheus reads its own credentials from. */
export const scrapeSecrets = (given: Pick<PrometheusConfiguration, "targets" | "alertmanagers">): SecretFiles =>
  Object.fromEntries(
    [...given.targets, ...given.alertmanagers]
      .flatMap(({ credentials }) => (credentials ? [secretOf(credentials)] : []))
      .map((secret) => [secret.name, plain(secret)]),
  );

const global = ({ interval, timeout, externalLabels, replica }: PrometheusConfiguration) => ({
  scrape_interval: duration(interval),
  scrape_timeout: duration(timeout),
  evaluation_interval: duration(interval),
  external_labels: { ...externalLabels, ...(replica !== undefined && { [REPLICA_LABEL]: replica }) },
  // scrape_sample_limit: the only way for a rule to know which job is over its limit.
  extra_scrape_metrics: true,
});

type Alertmanager = PrometheusConfiguration["alertmanagers"][number];

const alertmanager = ({ at, credentials }: Alertmanager, isEncrypted: IsEncrypted) => ({
  ...transport(isEncrypted(at)),
  ...authentication(credentials),
  static_configs: [{ targets: [authority(at)] }],
});

const remoteStore = ({ name, url: store, credentials, queue }: RemoteWrite) => ({
  name,
  url: store,
  ...authentication(credentials),
  ...(queue && { queue_config: queueConfig(queue) }),
});

/** Beside the limits: what is refused for its rate is sent again, and not lost. */
const queueConfig = ({ connections, samples, backoff }: RemoteQueue) => ({
  max_shards: connections,
  max_samples_per_send: samples,
  max_backoff: duration(backoff),
  retry_on_http_429: true,
});

function byJob(targets: readonly Target[]): ReadonlyMap<string, readonly Target[]> {
  const jobs = new Map<string, Target[]>();
  for (const target of targets) jobs.set(target.job, [...(jobs.get(target.job) ?? []), target]);
  return jobs;
}

function scrapeConfig(job: string, targets: readonly Target[], isEncrypted: IsEncrypted) {
  const [first, ...others] = targets as readonly [Target, ...Target[]];
  const settings = ({ at, credentials, limits }: Target) => JSON.stringify([isEncrypted(at), credentials, limits]);
  if (others.some((other) => settings(other) !== settings(first))) throw targetsDiffer(job);
  return {
    job_name: job,
    ...transport(isEncrypted(first.at)),
    ...authentication(first.credentials),
    ...limits(first.limits),
    static_configs: targets.map((target) => staticConfig(target, isEncrypted)),
  };
}

/** `http` is what Prometheus speaks when it is told nothing. */
const transport = (encrypted: boolean) => (encrypted ? { scheme: "https", tls_config: TLS_CONFIG } : {});

/**
 * A target's own labels take the place of relabelling: a probe asks `probe.of`, whose address is the instance, through
 * the prober.
 */
const staticConfig = ({ at, interval, probe }: Target, isEncrypted: IsEncrypted) => ({
  targets: [authority(at)],
  labels: {
    __metrics_path__: at.path,
    ...(interval && { __scrape_interval__: duration(interval) }),
    ...(probe && {
      instance: authority(probe.of),
      __param_module: probe.module,
      __param_target: probedAddress(probe.of, isEncrypted),
    }),
  },
});

/** What a prober is told to ask: a bare address where a connection is all, as a TCP probe wants it. */
export const probedAddress = (of: Address, isEncrypted: IsEncrypted): string =>
  of.path === "" ? authority(of) : url(of, isEncrypted(of) ? "https" : "http");

/** A job's limits as prometheus.yml spells them. */
export const limits = ({ samples, labels, bodyBytes, targets }: ScrapeLimits) => ({
  sample_limit: samples,
  label_limit: labels,
  label_name_length_limit: LONGEST_LABEL_NAME,
  label_value_length_limit: LONGEST_LABEL_VALUE,
  body_size_limit: size(bodyBytes),
  target_limit: targets,
});

/** Binary multiples, which Prometheus writes without the `i`. */
export const size = (bytes: number): string => (bytes % 2 ** 20 === 0 ? `${bytes / 2 ** 20}MB` : `${bytes}B`);

const file = (credentials: HttpCredentials): string => `${SECRETS_DIRECTORY}/${secretOf(credentials).name}`;

function authentication(credentials: HttpCredentials | undefined) {
  if (credentials === undefined) return {};
  return credentials.kind === "bearer"
    ? { authorization: { credentials_file: file(credentials) } }
    : { basic_auth: { username: credentials.user, password_file: file(credentials) } };
}
