import { CONSOLE_LIBRARIES, CONSOLES } from "../../../../alerting/runbooks/index.ts";
import { duration } from "../../../../metrics/duration.ts";
import { limits, size } from "../../../../services/scrape.ts";
import { REPLICA_LABEL } from "../labels.ts";
import { RUNBOOKS_MOUNT } from "../runbooks.ts";
import { inNamespace } from "../stack.ts";
import type { ChartGiven } from "./given.ts";
import { type Setting, setting, under } from "./setting.ts";
import { operated, volumeClaim, webTls } from "./shared.ts";

/** `prometheus.prometheusSpec`: what becomes the Prometheus resource. */
export const prometheusSettings = (given: ChartGiven): readonly Setting[] =>
  under("prometheus.prometheusSpec", [
    ...operated(given.prometheus),
    ...times(given),
    ...identity(given),
    ...selectors(given),
    ...ceilings(given),
    setting("web", webTls(given), "who asks knows whom he asks; the operator's `web` knows no passwords"),
    setting("storageSpec", volumeClaim(given.prometheus, given), "the history outlives its pod"),
    ...runbooks(given),
  ]);

const times = ({ interval, timeout, retention }: ChartGiven): readonly Setting[] => [
  setting("scrapeInterval", duration(interval), "the windows of the rules are held against it"),
  setting("scrapeTimeout", duration(timeout), "as on Docker"),
  setting("evaluationInterval", duration(interval), "one constant with the scrape interval, as on Docker"),
  setting("retention", duration(retention.time), "what is older is deleted"),
  setting("retentionSize", size(retention.size.value), "the oldest is deleted once there is more"),
];

const identity = ({ externalLabels }: ChartGiven): readonly Setting[] => [
  setting("externalLabels", externalLabels, "which Prometheus this is, once its data leaves it"),
  setting("prometheusExternalLabelNameClear", true, "else each alert has a label that it has not on Docker"),
  setting("replicaExternalLabelName", REPLICA_LABEL, "tells replicas apart; the operator drops it from alerts"),
  setting("enableFeatures", ["extra-scrape-metrics"], "scrape_sample_limit, which ScrapeLimitHit compares with"),
  setting("serviceDiscoveryRole", "EndpointSlice", "Endpoints are deprecated since Kubernetes 1.33"),
];

const KINDS = ["serviceMonitor", "podMonitor", "probe", "rule", "scrapeConfig"] as const;

/** What is not ours is not scraped: rules without a job, such as RestartLoop, would alert of it. */
const selectors = ({ stack, labels }: ChartGiven): readonly Setting[] =>
  KINDS.flatMap((kind) => [
    setting(`${kind}Selector`, { matchLabels: labels }, "ours, and no others"),
    setting(`${kind}NamespaceSelector`, inNamespace(stack.namespace), "they stand beside Prometheus"),
  ]);

/** No monitor may ask for more than the largest of ours; what says nothing, as a Probe of a page's size, gets that. */
function ceilings({ targets }: ChartGiven): readonly Setting[] {
  const all = targets.map((target) => target.limits);
  const most = (of: (one: (typeof all)[number]) => number): number => Math.max(...all.map(of));
  const docker = limits({
    samples: most(({ samples }) => samples),
    labels: most(({ labels }) => labels),
    bodyBytes: most(({ bodyBytes }) => bodyBytes),
    targets: most((one) => one.targets),
  });
  const why = "the largest of our monitors' own";
  return [
    setting("enforcedSampleLimit", docker.sample_limit, why),
    setting("enforcedLabelLimit", docker.label_limit, why),
    setting("enforcedLabelNameLengthLimit", docker.label_name_length_limit, why),
    setting("enforcedLabelValueLengthLimit", docker.label_value_length_limit, why),
    setting("enforcedBodySizeLimit", docker.body_size_limit, why),
    setting("bodySizeLimit", docker.body_size_limit, "a Probe has none of its own"),
  ];
}

const runbooks = ({ runbooks: volume }: ChartGiven): readonly Setting[] => [
  setting("volumes", [volume], "the pages that alerts lead to"),
  setting("volumeMounts", [{ name: "runbooks", mountPath: RUNBOOKS_MOUNT, readOnly: true }], "where they are read"),
  setting(
    "additionalArgs",
    [
      { name: "web.console.templates", value: `${RUNBOOKS_MOUNT}/${CONSOLES}` },
      { name: "web.console.libraries", value: `${RUNBOOKS_MOUNT}/${CONSOLE_LIBRARIES}` },
    ],
    "Prometheus serves the runbooks, as on Docker",
  ),
];
