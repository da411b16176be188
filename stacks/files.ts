import { ruleFiles } from "../lib/alerting/rules/file.ts";
import { prometheusConfiguration } from "../lib/services/scrape.ts";
import type { Model } from "./model.ts";
import { alertmanagerTarget } from "./services/alertmanager.ts";

type Files = ReadonlyMap<string, string>;

/** Everything Prometheus reads, prometheus.yml first; rule files are named one by one, by their content. */
export function prometheusFiles(model: Model): Files {
  const files = [...ruleFiles(model.groups)].map(([name, text]) => [`rules/${name}`, text] as const);
  const { environment, targets } = model;
  const configuration = prometheusConfiguration({
    targets,
    interval: environment.interval,
    timeout: environment.scrapeTimeout,
    externalLabels: { environment: environment.label },
    ruleFiles: files.map(([name]) => name),
    alertmanagers: [{ at: { ...alertmanagerTarget.at, path: "" }, credentials: alertmanagerTarget.credentials }],
    retention: environment.retention,
  });
  return new Map([["prometheus.yml", configuration], ...files]);
}
