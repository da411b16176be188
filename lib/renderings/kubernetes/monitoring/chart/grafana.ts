import { parse } from "yaml";
import type { DataSource } from "../../../../dashboards/data-source.ts";
import { SECRETS_DIRECTORY } from "../../../../services/secret.ts";
import { provisioning } from "../../../grafana/provisioning.ts";
import type { Labels } from "../../names.ts";
import { memory, resources } from "../../values.ts";
import { DASHBOARD_LABEL, FOLDER_ANNOTATION } from "../dashboards.ts";
import type { SecretKey } from "../place.ts";
import { stackNames } from "../stack.ts";
import type { ChartGiven } from "./given.ts";
import { type Setting, setting, under } from "./setting.ts";
import { chartImage } from "./shared.ts";

const AUTHORITY = "/etc/grafana/authority";
/** Not Docker's: the API server's token lies below /run/secrets, and below a read-only mount no directory can be made. */
const SECRETS = "/etc/grafana/secrets";

/** `grafana`: logins as on Docker, by the files of its own Secret; content by sidecar and provisioning. */
export function grafanaSettings(given: ChartGiven): readonly Setting[] {
  const { grafana, stack, authority } = given;
  if (!grafana) return [setting("grafana.enabled", false, "another Grafana shows the dashboards")];
  return under("grafana", [
    setting("enabled", true, "shows the dashboards"),
    setting("fullnameOverride", stackNames(stack).grafana, "its Service has the name by which it is scraped"),
    setting("image", chartImage(grafana.image), "the version for which the dashboards are written"),
    setting("replicas", grafana.replicas, "its own database is a file, which one may open"),
    setting("deploymentStrategy", { type: "Recreate" }, "a roll-out never has two that write to that file"),
    setting("rbac.namespaced", true, "it reads its own namespace; else every Secret and ConfigMap of the cluster"),
    setting("resources", resources(grafana.limits), "the limits that it has on Docker"),
    setting("persistence", persistence(given), "users and dashboards made by hand outlive its pod"),
    setting("initChownData.enabled", false, "it would run as root; the claim belongs to Grafana's group"),
    setting("testFramework.enabled", false, "runs nothing but a test of the chart"),
    setting("env", environment(grafana.environment, grafana.url), "as on Docker: passwords are files"),
    setting("extraSecretMounts", mounts(grafana.secret, authority), "those files, and whom it takes for Prometheus"),
    setting("datasources", dataSources(given), "as on Docker, but for names, TLS and the login"),
    setting("defaultDashboardsEnabled", false, "they show metrics that are not scraped"),
    setting("serviceMonitor.enabled", false, "a monitor of ours scrapes it as job grafana"),
    setting("service.portName", "http-web", "the name by which our monitor finds the port"),
    setting("sidecar.datasources.enabled", false, "the data sources are provisioned by file"),
    setting("sidecar.dashboards", dashboards(stack.namespace), "finds the ConfigMaps with our dashboards"),
  ]);
}

const environment = (ofDocker: Labels, url: string): Labels => ({
  ...Object.fromEntries(Object.entries(ofDocker).map(([name, value]) => [name, moved(value)])),
  GF_SERVER_ROOT_URL: url,
});

/** A text with the places of secret files here: a path, or `$__file{…}` around one. */
const moved = (text: string): string => text.replaceAll(`${SECRETS_DIRECTORY}/`, `${SECRETS}/`);

const persistence = ({ grafana, storageClass }: ChartGiven) => ({
  enabled: true,
  ...(grafana && { size: memory(grafana.storage) }),
  ...(storageClass !== undefined && { storageClassName: storageClass }),
});

/** Of the authority's Secret its own key alone: beside it lies the key by which Prometheus serves. */
const mounts = (secret: string, { name, key }: SecretKey) => [
  { name: "secrets", secretName: secret, mountPath: SECRETS, readOnly: true },
  { name: "authority", secretName: name, mountPath: AUTHORITY, readOnly: true, items: [{ key, path: key }] },
];

const dashboards = (namespace: string) => ({
  enabled: true,
  resource: "configmap",
  label: DASHBOARD_LABEL,
  labelValue: "1",
  folderAnnotation: FOLDER_ANNOTATION,
  searchNamespace: namespace,
  // Grafana reads the folder again by itself; the call that would hasten it needs the administrator's password.
  skipReload: true,
  provider: { foldersFromFilesStructure: true, allowUiUpdates: true },
});

interface Provisioned {
  readonly url: string;
  readonly jsonData?: object;
  readonly secureJsonData?: object;
}

/** Grafana's provisioning file of Docker, with the cluster's addresses. */
function dataSources(given: ChartGiven): object {
  const sources = (given.grafana?.dataSources ?? []).map(withoutLogin);
  const [file] = [...provisioning(sources)].map(
    ([, text]) => parse(moved(text)) as { readonly datasources: readonly Provisioned[] },
  );
  return { "data-sources.yaml": { ...file, datasources: file?.datasources.map((one) => inCluster(one, given)) } };
}

/** The operator's `web` knows no passwords, so none is shown to what it runs. */
function withoutLogin(source: DataSource): DataSource {
  if (source.kind === "postgres") return source;
  const { login: _, ...open } = source;
  return open;
}

function inCluster(source: Provisioned, { hosts, stack, authority }: ChartGiven): Provisioned {
  const names = stackNames(stack);
  const url = source.url.replace(
    /^(https?:\/\/)?([^:/]+)/,
    (_, scheme = "", host) => `${scheme}${hosts.get(host) ?? host}`,
  );
  const operated = [names.hosts.prometheus, names.hosts.alertmanager].some((host) => url.includes(`//${host}:`));
  if (!operated) return { ...source, url };
  return {
    ...source,
    url: url.replace("http://", "https://"),
    jsonData: { ...source.jsonData, tlsAuthWithCACert: true },
    secureJsonData: { ...source.secureJsonData, tlsCACert: `$__file{${AUTHORITY}/${authority.key}}` },
  };
}
