import { stringify } from "yaml";
import type { Dashboard } from "../../dashboards/dashboard.ts";
import type { DataSource } from "../../dashboards/data-source.ts";
import type { References } from "../../dashboards/references.ts";
import { writeV1 } from "../../dashboards/v1/writer.ts";
import { writeV2 } from "../../dashboards/v2/writer.ts";
import { SECRETS_DIRECTORY } from "../../services/secret.ts";
import { settings } from "./data-source.ts";
import type { Folder } from "./folder.ts";

/** Files of a Grafana that we run; names are relative to `/etc/grafana/provisioning`. */
export function provisioning(sources: readonly DataSource[]): ReadonlyMap<string, string> {
  // `prune` removes what an earlier file provisioned and this one no longer names.
  const file = { apiVersion: 1, prune: true, datasources: sources.map(provisioned) };
  return new Map([["datasources/data-sources.yaml", stringify(file)]]);
}

/** Dashboards as files, one each, for a Grafana that is filled without the provider: v1, which 12 and 13 read. */
export const dashboardFiles = (dashboards: readonly Dashboard[], references: References): ReadonlyMap<string, string> =>
  new Map(dashboards.map((one) => [`${one.uid}.json`, text(writeV1(one, references))]));

/** The same for Grafana 13, as resources of its API: v2 has tabs, and panels by name. */
export const v2Files = (dashboards: readonly Dashboard[], references: References): ReadonlyMap<string, string> =>
  new Map(dashboards.map((one) => [`${one.uid}.v2.json`, text(writeV2(one, references))]));

const text = (json: object): string => `${JSON.stringify(json, null, 2)}\n`;

/** The file that makes Grafana read dashboards from a directory of its own; edits in the browser stay possible. */
export function dashboardProvider(folder: Folder, directory: string): ReadonlyMap<string, string> {
  const provider = {
    name: folder.uid,
    folder: folder.title,
    folderUid: folder.uid,
    type: "file",
    allowUiUpdates: true,
    options: { path: directory },
  };
  return new Map([["dashboards/dashboards.yaml", stringify({ apiVersion: 1, providers: [provider] })]]);
}

function provisioned(source: DataSource): object {
  const { secrets, basicAuthUser, ...rest } = settings(source);
  return {
    ...literal(rest),
    access: "proxy",
    editable: false,
    ...(basicAuthUser !== undefined && literal({ basicAuth: true, basicAuthUser })),
    secureJsonData: Object.fromEntries(
      Object.entries(secrets).map(([name, secret]) => [name, `$__file{${SECRETS_DIRECTORY}/${secret.name}}`]),
    ),
  };
}

/** Grafana expands `$NAME` in every provisioned text; `$$` is a dollar. */
const literal = <T>(value: T): T =>
  JSON.parse(JSON.stringify(value, (_, one) => (typeof one === "string" ? one.replaceAll("$", "$$$$") : one)));
