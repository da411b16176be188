import { Dashboard as DashboardResource } from "@cdktf/provider-grafana/lib/dashboard";
import { DataSource as DataSourceResource } from "@cdktf/provider-grafana/lib/data-source";
import { Folder as FolderResource } from "@cdktf/provider-grafana/lib/folder";
import { GrafanaProvider } from "@cdktf/provider-grafana/lib/provider";
import type { Dashboard } from "../../dashboards/dashboard.ts";
import type { DataSource } from "../../dashboards/data-source.ts";
import type { References } from "../../dashboards/references.ts";
import { writeV1 } from "../../dashboards/v1/writer.ts";
import { type Construct, escapeTemplate } from "../terraform.ts";
import { settings } from "./data-source.ts";
import { passwordInPlan } from "./errors.ts";
import type { Folder } from "./provisioning.ts";

export interface GrafanaContent {
  /** Grafana as Terraform reaches it. Its credentials come from GRAFANA_AUTH, so that no plan holds them. */
  readonly url: string;
  readonly folder: Folder;
  readonly dashboards: readonly Dashboard[];
  /** What the dashboards refer to. */
  readonly references: References;
  /** Data sources without a password; the others are files (see `deliveries`). */
  readonly dataSources: readonly DataSource[];
}

/** Fills a Grafana. Fails on a data source with a password. */
export function renderContent(scope: Construct, content: GrafanaContent): void {
  new GrafanaProvider(scope, "grafana", { url: content.url, retries: 3 });
  for (const source of content.dataSources) renderDataSource(scope, source);
  const folder = new FolderResource(scope, "folder", {
    ...content.folder,
    // Dashboards that people made by hand in it are not ours to delete.
    preventDestroyIfNotEmpty: true,
  });
  for (const dashboard of content.dashboards)
    new DashboardResource(scope, dashboard.uid, {
      folder: folder.uid,
      configJson: escapeTemplate(JSON.stringify(writeV1(dashboard, content.references))),
    });
}

function renderDataSource(scope: Construct, source: DataSource): void {
  if (source.login) throw passwordInPlan(source.name);
  const { name, uid, type, url, isDefault, jsonData } = settings(source);
  const jsonDataEncoded = escapeTemplate(JSON.stringify(jsonData));
  new DataSourceResource(scope, `data-source-${uid}`, { name, uid, type, url, isDefault, jsonDataEncoded });
}
