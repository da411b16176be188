import { DataSource as DataSourceResource } from "@cdktf/provider-grafana/lib/data-source";
import { GrafanaProvider } from "@cdktf/provider-grafana/lib/provider";
import type { Dashboard } from "../../dashboards/dashboard.ts";
import type { DataSource } from "../../dashboards/data-source.ts";
import type { References } from "../../dashboards/references.ts";
import { type Construct, escapeTemplate } from "../terraform.ts";
import { type GrafanaMajor, renderDashboard } from "./dashboard.ts";
import { settings } from "./data-source.ts";
import { passwordInPlan } from "./errors.ts";
import { type Folder, renderFolder } from "./folder.ts";
import { libraryPanelsOf, renderLibraryPanel } from "./library-panel.ts";

export interface GrafanaContent {
  /** Grafana as Terraform reaches it. Its credentials come from GRAFANA_AUTH, so that no plan holds them. */
  readonly url: string;
  readonly folder: Folder;
  readonly dashboards: readonly Dashboard[];
  /** What the dashboards refer to. */
  readonly references: References;
  /** The version of the Grafana that is filled: it decides how dashboards are written. */
  readonly grafana: GrafanaMajor;
  /** How the versions of dashboards that are applied from here are marked in Grafana's history. */
  readonly message: string;
  /** Data sources without a password; the others are files (see `deliveries`). */
  readonly dataSources: readonly DataSource[];
}

/** Fills a Grafana. Fails on a data source with a password. */
export function renderContent(scope: Construct, content: GrafanaContent): void {
  new GrafanaProvider(scope, "grafana", { url: content.url, retries: 3 });
  for (const source of content.dataSources) renderDataSource(scope, source);
  const folder = renderFolder(scope, content.folder);
  const libraries = libraryPanelsOf(content.dashboards);
  const after = libraries.map((one) => renderLibraryPanel(scope, one, folder.uid, content.references));
  const how = { ...content, folder, folderUid: content.folder.uid, after };
  for (const dashboard of content.dashboards) renderDashboard(scope, dashboard, how);
}

function renderDataSource(scope: Construct, source: DataSource): void {
  if (source.login) throw passwordInPlan(source.name);
  const { name, uid, type, url, isDefault, jsonData } = settings(source);
  const jsonDataEncoded = escapeTemplate(JSON.stringify(jsonData));
  new DataSourceResource(scope, `data-source-${uid}`, { name, uid, type, url, isDefault, jsonDataEncoded });
}
