/**
 * Fields that not every Prometheus operator knows. An API server whose definitions lack a field drops it without a word,
 * or refuses it where validation is strict. Fields as old as operator 0.63 are not listed.
 */
export interface GatedField {
  /** The kind that has it; `alertmanager.yml` for what operators parse of Alertmanager's configuration. */
  readonly kind: string;
  /** `*` stands for each of a list: `receivers.*.slack_configs.*.timeout`. Empty: the kind itself. */
  readonly path: string;
  /** The first operator that knows it. */
  readonly since: string;
  /** For an older one: left out where the rest still does what it is to do, else refused. */
  readonly older: "left out" | "refused";
  /** What is lost without it. */
  readonly why: string;
}

const scrapeConfig = (path: string, since: string, why: string): GatedField => ({
  kind: "ScrapeConfig",
  path,
  since,
  older: "refused",
  why,
});
const leftOut = (kind: string, path: string, since: string, why: string): GatedField => ({
  kind,
  path,
  since,
  older: "left out",
  why,
});

const OWN_LIMIT = "Prometheus' own limit of a page's size holds for it";
const TIMEOUT = "Alertmanager gives up when its group's interval is over, and not sooner";
const ENDPOINTS = "targets come from Endpoints, which clusters from 1.33 on call deprecated and still fill";
const SERVICE_LINKS = "the pod's environment lists every Service of its namespace";

/** Source of `since`: github.com/prometheus-operator/prometheus-operator, CHANGELOG.md and the types of each release. */
export const FIELDS: readonly GatedField[] = [
  scrapeConfig("", "0.65.0", "there is no such kind: what is outside the cluster would not be scraped"),
  scrapeConfig("spec.basicAuth", "0.66.0", "the target refuses whoever does not log in"),
  scrapeConfig("spec.authorization", "0.66.0", "the target refuses whoever shows no token"),
  scrapeConfig("spec.scheme", "0.67.0", "credentials would be sent in clear"),
  scrapeConfig("spec.tlsConfig", "0.67.0", "the target's certificate could not be verified"),
  scrapeConfig("spec.scrapeInterval", "0.67.0", "rules count on the interval"),
  scrapeConfig("spec.scrapeTimeout", "0.67.0", "rules count on the timeout"),
  scrapeConfig("spec.sampleLimit", "0.67.0", "ScrapeLimitHit would never fire"),
  scrapeConfig("spec.labelLimit", "0.67.0", "LabelLimitHit would never fire"),
  scrapeConfig("spec.labelNameLengthLimit", "0.67.0", "LabelLimitHit would never fire"),
  scrapeConfig("spec.labelValueLengthLimit", "0.67.0", "LabelLimitHit would never fire"),
  scrapeConfig("spec.targetLimit", "0.67.0", "TargetLimitHit would never fire"),
  leftOut("ScrapeConfig", "spec.bodySizeLimit", "0.89.0", OWN_LIMIT),
  leftOut("ServiceMonitor", "spec.bodySizeLimit", "0.73.0", OWN_LIMIT),
  leftOut("PodMonitor", "spec.bodySizeLimit", "0.73.0", OWN_LIMIT),
  {
    kind: "Prometheus",
    path: "spec.bodySizeLimit",
    since: "0.67.0",
    older: "refused",
    why: "ScrapeBodyLimitHit would never fire for a Probe",
  },
  leftOut("Prometheus", "spec.scrapeConfigSelector", "0.65.0", "there are no ScrapeConfigs to select"),
  leftOut("Prometheus", "spec.scrapeConfigNamespaceSelector", "0.65.0", "there are no ScrapeConfigs to select"),
  leftOut("Prometheus", "spec.serviceDiscoveryRole", "0.76.0", ENDPOINTS),
  leftOut("Prometheus", "spec.enableServiceLinks", "0.81.0", SERVICE_LINKS),
  leftOut("Alertmanager", "spec.enableServiceLinks", "0.81.0", SERVICE_LINKS),
  leftOut(
    "Alertmanager",
    "spec.hostNetwork",
    "0.89.0",
    "nothing: the chart always writes it, and `false` is what holds",
  ),
  {
    kind: "alertmanager.yml",
    path: "receivers.*.telegram_configs.*.bot_token_file",
    since: "0.68.0",
    older: "refused",
    why: "the token would have to stand in the configuration",
  },
  leftOut("alertmanager.yml", "receivers.*.webhook_configs.*.timeout", "0.80.0", TIMEOUT),
  leftOut("alertmanager.yml", "receivers.*.slack_configs.*.timeout", "0.88.0", TIMEOUT),
  leftOut("alertmanager.yml", "receivers.*.pagerduty_configs.*.timeout", "0.88.0", TIMEOUT),
];
