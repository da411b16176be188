import { type Setting, setting } from "./setting.ts";

const OURS = "a monitor of ours scrapes it under the job that it has on Docker; two would double its series";
const UNUSED = "no rule and no panel asks for it, and rules without a job would alert of it";

/** What the chart would scrape, alert of and show by itself. */
export const quietSettings: readonly Setting[] = [
  setting(
    "defaultRules.create",
    false,
    "our rules are complete; the chart's would tell of the same things twice, in other words",
  ),
  setting("prometheus.serviceMonitor.selfMonitor", false, OURS),
  setting("alertmanager.serviceMonitor.selfMonitor", false, OURS),
  setting("prometheusOperator.serviceMonitor.selfMonitor", false, UNUSED),
  setting("kubelet.enabled", false, UNUSED),
  ...["kubeApiServer", "kubeControllerManager", "coreDns", "kubeDns", "kubeEtcd", "kubeScheduler", "kubeProxy"].map(
    (component) => setting(`${component}.enabled`, false, UNUSED),
  ),
  setting("kubeStateMetrics.enabled", false, UNUSED),
];
