/**
 * Which labels a target has. The rules were proven on Docker's: `job` and `instance`, and nothing else. An alert takes
 * its labels from its series, so every further label of a target would stand in each alert, in each message's text, and
 * in the way of an exporter's own label of that name, which Prometheus then renames to `exported_…`.
 */

/** Under which a replica of Prometheus tells which it is. */
export const REPLICA_LABEL = "replica";

/** As the operator spells `relabel_configs`. */
export interface RelabelConfig {
  readonly sourceLabels?: readonly string[];
  readonly separator?: string;
  readonly regex?: string;
  readonly targetLabel?: string;
  readonly replacement?: string;
  readonly action?: "replace" | "labeldrop";
}

export interface LabelDecision {
  readonly label: string;
  readonly operator: string;
  readonly decision: string;
  readonly why: string;
}

/** Every label that the operator gives a target, and what becomes of it here. Source: operator 0.85, promcfg.go */
export const LABELS: readonly LabelDecision[] = [
  {
    label: "job",
    operator: "the Service's name, `<namespace>/<PodMonitor>`, or the scrape pool's name",
    decision: "set by a relabeling to the job on Docker (a Probe by its `jobName`)",
    why: "every rule names it. `jobLabel` would read it from a label of the Service, of which a Service has one for all its ports, and fall back to the Service's name without a word where the label is missing",
  },
  {
    label: "instance",
    operator: "`<pod's address>:<port>`, of a Probe the whole probed URL",
    decision: "`<pod>:<port>`; `<node>:<port>` of what runs once a node; a Probe's host and port as on Docker",
    why: "unique per replica and readable in a message. A node's name outlives its exporter's pod, so that `predict_linear` over hours sees one series",
  },
  {
    label: "namespace",
    operator: "the target's; a Probe's own",
    decision: "dropped",
    why: "one environment has one",
  },
  {
    label: "pod",
    operator: "the pod's name",
    decision: "dropped",
    why: "`instance` says it; as a label of its own it would be a new series of every alert with every roll-out",
  },
  { label: "service", operator: "the Service's name", decision: "dropped", why: "`job` says it" },
  { label: "container", operator: "the container's name", decision: "dropped", why: "a pod here has one" },
  { label: "endpoint", operator: "the port's name", decision: "dropped", why: "the port is in `instance`" },
  {
    label: "node",
    operator: "the node's name, of an address that is a node's",
    decision: "dropped",
    why: "`instance` says it",
  },
  {
    label: "prometheus",
    operator: "external: `<namespace>/<name>` of the Prometheus",
    decision: "cleared (`prometheusExternalLabelNameClear`)",
    why: "it would stand in every alert; `environment` says which Prometheus it is, as on Docker",
  },
  {
    label: "replica",
    operator: "external: the pod's name, as `prometheus_replica`",
    decision: "kept under the name `replica`; the operator drops it from alerts",
    why: "what is written elsewhere is told apart by it; alerts of two replicas are one",
  },
];

const DROPPED = LABELS.filter(({ decision }) => decision === "dropped").map(({ label }) => label);

const named = (source: string): RelabelConfig => ({
  sourceLabels: [source, "__address__"],
  separator: ";",
  regex: "(.+);.*:([0-9]+)",
  targetLabel: "instance",
  // Braces: the operator's pods replace $(NAME) in what they read.
  replacement: "${1}:${2}",
});

const toJob = (job: string): RelabelConfig => ({ targetLabel: "job", replacement: job });
const drop: RelabelConfig = { action: "labeldrop", regex: DROPPED.join("|") };

/** After the operator's own relabelings, of a ServiceMonitor's or PodMonitor's endpoint. */
export const endpointRelabelings = (job: string, perNode: boolean): readonly RelabelConfig[] => [
  toJob(job),
  named(perNode ? "__meta_kubernetes_pod_node_name" : "__meta_kubernetes_pod_name"),
  drop,
];

/** Of a Probe: the operator has put the probed URL into `instance`. */
export const probeRelabelings: readonly RelabelConfig[] = [
  {
    sourceLabels: ["__param_target"],
    regex: "(?:[a-z]+://)?([^/]+).*",
    targetLabel: "instance",
    replacement: "${1}",
  },
  drop,
];

/** Of a ScrapeConfig with static addresses: they are the instances already. */
export const addressRelabelings = (job: string): readonly RelabelConfig[] => [toJob(job)];

/**
 * Of Prometheus' own metrics: `scrape_job` names the scrape pool, on Docker the job and here
 * `serviceMonitor/<namespace>/<name>/0`. TargetLimitHit makes its `job` of it, and an inhibition compares that.
 * Every monitor is named for its job, so the job is the third part.
 */
export const scrapeJobRelabelings = (namespace: string): readonly RelabelConfig[] => [
  {
    sourceLabels: ["scrape_job"],
    regex: `(?:serviceMonitor|podMonitor|probe|scrapeConfig)/${namespace}/([^/]+)(?:/0)?`,
    targetLabel: "scrape_job",
    replacement: "${1}",
  },
];

/** LABELS as a page's table. */
export const labelsTable = (): string =>
  [
    "| label | the operator's | here | why |",
    "| --- | --- | --- | --- |",
    ...LABELS.map(({ label, operator, decision, why }) => `| \`${label}\` | ${operator} | ${decision} | ${why} |`),
  ].join("\n");
