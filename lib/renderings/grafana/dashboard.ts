import { Dashboard as DashboardResource } from "@cdktf/provider-grafana/lib/dashboard";
import type { Folder as FolderResource } from "@cdktf/provider-grafana/lib/folder";
import { idOf } from "../../dashboards/identity.ts";
import type { Dashboard, References } from "../../dashboards/index.ts";
import { writeFor } from "../../dashboards/v2/version.ts";
import { type Construct, escapeTemplate, type TerraformResource } from "../terraform.ts";

/** Grafana 12 reads v1; 13 has v2, which alone has tabs and names panels by key, so that a plan tells what moved. */
export type GrafanaMajor = 12 | 13;

export interface DashboardDelivery {
  readonly grafana: GrafanaMajor;
  readonly folder: FolderResource;
  /** The folder's uid, which the resource tells only when it is applied. */
  readonly folderUid: string;
  /** What must stand before the dashboard does. */
  readonly after: readonly TerraformResource[];
  readonly references: References;
  /** How the versions that this program applied are marked in Grafana's history, so that they are found again. */
  readonly message: string;
}

/**
 * A dashboard through `grafana_dashboard`, which reads it back at each plan: an edit made in Grafana is seen as drift.
 * The typed resources (`grafana_apps_dashboard_dashboard_v1beta1`, `_v2`) see none, and leave no message.
 */
export function renderDashboard(scope: Construct, dashboard: Dashboard, how: DashboardDelivery): void {
  new DashboardResource(scope, dashboard.uid, {
    folder: how.folder.uid,
    message: how.message,
    dependsOn: [...how.after],
    configJson: escapeTemplate(JSON.stringify(configuration(dashboard, how))),
  });
}

function configuration(dashboard: Dashboard, how: DashboardDelivery): object {
  const json = writeFor(how.grafana, dashboard, how.references);
  return how.grafana < 13 ? withIdsSeen(json, [how.folderUid, how.message]) : json;
}

/**
 * The provider takes the ids of v1's panels away before it compares, and sends what is left of the JSON when another
 * argument alone changes (terraform-provider-grafana issue 2967): links to panels would break without a plan that says
 * so. So the ids and the other arguments stand in `revision` once more, where it sees them: a number that Grafana keeps
 * and does not read.
 */
export const withIdsSeen = (json: object, others: readonly string[]): object => ({
  ...json,
  revision: idOf(JSON.stringify([...others, ...idsIn(json)])),
});

const idsIn = (json: unknown): readonly number[] => {
  const panels = (json as { readonly panels?: readonly { readonly id?: number }[] }).panels ?? [];
  return panels.flatMap((panel) => [...(panel.id === undefined ? [] : [panel.id]), ...idsIn(panel)]);
};
