import { dashboards } from "../dashboards/index.ts";
import { alertmanagerFiles as alertmanagerConfiguration } from "../lib/alerting/routing/index.ts";
import { ruleFiles } from "../lib/alerting/rules/file.ts";
import { consoleFiles } from "../lib/alerting/runbooks/index.ts";
import type { DataSource } from "../lib/dashboards/data-source.ts";
import type { References } from "../lib/dashboards/index.ts";
import { written } from "../lib/dashboards/preview/written.ts";
import { dashboardFiles, dashboardProvider, provisioning, v2Files } from "../lib/renderings/grafana/index.ts";
import type { Address } from "../lib/services/address.ts";
import { encryptedBy } from "../lib/services/encryption.ts";
import { prometheusConfiguration } from "../lib/services/scrape.ts";
import { annotationsIn, linksIn } from "./alert-links.ts";
import { FOLDER } from "./content.ts";
import { dataSources } from "./data-sources.ts";
import { externalLabels } from "./environment.ts";
import { alertsTo } from "./links.ts";
import type { Model } from "./model.ts";
import { proofFiles } from "./proofs.ts";
import { referencesIn } from "./references.ts";
import { runbooks } from "./runbooks.ts";
import { prometheus } from "./services/prometheus.ts";

type Files = ReadonlyMap<string, string>;

/**
 * Everything a Prometheus reads, prometheus.yml first; rule files are named one by one, by their content. Without a name
 * the first one's.
 */
export function prometheusFiles(model: Model, name = prometheus.name): Files {
  const { environment, instance, targets, groups } = model;
  const { scrapers, archive } = environment.profile;
  const { replica, agent } = scrapers.find(({ service }) => service.name === name) ?? {};
  // An agent refuses to start with a rule, and cannot ask what the pages of runbooks ask.
  const evaluated = agent ? [] : groups;
  const rules = under("rules", ruleFiles(evaluated, { annotations: annotationsIn(model) }));
  const alerts = evaluated.flatMap((group) => group.alerts);
  const consoles = agent ? [] : consoleFiles({ runbooks: runbooks(instance), alerts, links: linksIn(model) });
  const configuration = prometheusConfiguration({
    targets,
    interval: environment.interval,
    timeout: environment.scrapeTimeout,
    // A tenant is an environment, and rules there are proved on series without further labels.
    externalLabels: agent ? {} : externalLabels(environment),
    ...(replica !== undefined && { replica }),
    ruleFiles: [...rules.keys()],
    alertmanagers: alertsTo(environment),
    isEncrypted: encryptedBy(environment.encryption),
    ...(archive && { remoteWrite: [archive] }),
    retention: environment.retention,
  });
  return new Map([["prometheus.yml", configuration], ...rules, ...consoles]);
}

export const alertmanagerFiles = ({ route, inhibitions }: Model): Files =>
  alertmanagerConfiguration({ route, inhibitions });

/** Provisioning of a Grafana that we run: data sources need passwords, so they are files. */
export const grafanaFiles = (model: Model): Files => provisioning(sourcesIn(model));

/** What that Grafana's data sources ask. */
export const grafanaReads = (model: Model): readonly Address[] => sourcesIn(model).map(({ at }) => at);

const sourcesIn = (model: Model): readonly DataSource[] =>
  dataSources({ environment: model.environment, timescaledb: hasTimescaledb(model) });

/** The dashboards as the preview shows them, in Grafana's place. */
export const shownDashboards = (model: Model) => written(dashboards, referencesIn(model));

const hasTimescaledb = ({ resolution }: Model): boolean => resolution.imageSource.kind !== "local";

/** Everything as plain files, by the tool that reads them. */
export const renderedFiles = (model: Model): Files =>
  new Map([
    ...under("prometheus", prometheusFiles(model)),
    ...under("prometheus/tests", proofFiles(model)),
    ...under("alertmanager", alertmanagerFiles(model)),
    ...under("grafana/provisioning", grafanaFiles(model)),
    ...under("grafana/provisioning", dashboardProvider(FOLDER, "/var/lib/grafana/dashboards")),
    ...under("grafana/dashboards", dashboardFiles(dashboards, inline(model))),
    // A folder of their own: Grafana refuses to read one uid from two files of a folder.
    ...under("grafana/dashboards-v2", v2Files(dashboards, inline(model))),
  ]);

/** Files fill no library. */
const inline = (model: Model): References => ({ ...referencesIn(model), library: "inline" });

const under = (folder: string, files: Files): Files =>
  new Map([...files].map(([name, text]) => [`${folder}/${name}`, text]));
