import { dashboards } from "../dashboards/index.ts";
import { alertmanagerFiles as alertmanagerConfiguration } from "../lib/alerting/routing/index.ts";
import type { Alert } from "../lib/alerting/rules/alert.ts";
import { ruleFiles } from "../lib/alerting/rules/file.ts";
import { panelLink } from "../lib/dashboards/index.ts";
import { dashboardFiles, dashboardProvider, provisioning } from "../lib/renderings/grafana/index.ts";
import { prometheusConfiguration } from "../lib/services/scrape.ts";
import { FOLDER } from "./content.ts";
import { dataSources, metrics } from "./data-sources.ts";
import { alertsTo } from "./links.ts";
import type { Model } from "./model.ts";
import { grafana } from "./services/grafana.ts";

type Files = ReadonlyMap<string, string>;

/** Everything Prometheus reads, prometheus.yml first; rule files are named one by one, by their content. */
export function prometheusFiles(model: Model): Files {
  const rules = under("rules", ruleFiles(model.groups, { annotations: dashboardLink(model) }));
  const { environment, targets } = model;
  const configuration = prometheusConfiguration({
    targets,
    interval: environment.interval,
    timeout: environment.scrapeTimeout,
    externalLabels: { environment: environment.label },
    ruleFiles: [...rules.keys()],
    alertmanagers: [alertsTo],
    retention: environment.retention,
  });
  return new Map([["prometheus.yml", configuration], ...rules]);
}

/** Where a Grafana stands, an alert says on which panel it is to be seen. */
function dashboardLink({ services, publicUrl }: Model): (alert: Alert) => Readonly<Record<string, string>> {
  const shown = services.find(({ name }) => name === grafana.name);
  if (!shown) return () => ({});
  return (alert) => ({ dashboard_url: publicUrl(shown, "web") + panelLink(dashboards, alert) });
}

export const alertmanagerFiles = ({ route, inhibitions }: Model): Files =>
  alertmanagerConfiguration({ route, inhibitions });

/** Provisioning of a Grafana that we run: data sources need passwords, so they are files. */
export const grafanaFiles = (model: Model): Files =>
  provisioning(dataSources({ environment: model.environment, timescaledb: hasTimescaledb(model) }));

const hasTimescaledb = ({ resolution }: Model): boolean => resolution.imageSource.kind !== "local";

/** Everything as plain files, by the tool that reads them. */
export const renderedFiles = (model: Model): Files =>
  new Map([
    ...under("prometheus", prometheusFiles(model)),
    ...under("alertmanager", alertmanagerFiles(model)),
    ...under("grafana/provisioning", grafanaFiles(model)),
    ...under("grafana/provisioning", dashboardProvider(FOLDER, "/var/lib/grafana/dashboards")),
    ...under("grafana/dashboards", dashboardFiles(dashboards, { metrics: metrics(model.environment) })),
  ]);

const under = (folder: string, files: Files): Files =>
  new Map([...files].map(([name, text]) => [`${folder}/${name}`, text]));
