import { Dashboard as DashboardResource } from "@cdktf/provider-grafana/lib/dashboard";
import type { Folder as FolderResource } from "@cdktf/provider-grafana/lib/folder";
import { idOf } from "../../dashboards/identity.ts";
import type { Dashboard, References } from "../../dashboards/index.ts";
import { writeV1 } from "../../dashboards/v1/writer.ts";
import { type Construct, escapeTemplate, type TerraformResource } from "../terraform.ts";

export interface DashboardDelivery {
  readonly folder: FolderResource;
  /** The folder's uid, which the resource tells only when it is applied. */
  readonly folderUid: string;
  /** What must stand before the dashboard does. */
  readonly after: readonly TerraformResource[];
  readonly references: References;
  /** How the versions that this program applied are marked in Grafana's history, so that they are found again. */
  readonly message: string;
}

/** A dashboard through the provider, which reads it back at each plan: an edit made in Grafana is seen as drift. */
export function renderDashboard(scope: Construct, dashboard: Dashboard, how: DashboardDelivery): void {
  const json = writeV1(dashboard, how.references);
  new DashboardResource(scope, dashboard.uid, {
    folder: how.folder.uid,
    dependsOn: [...how.after],
    message: how.message,
    configJson: escapeTemplate(JSON.stringify(withIdsSeen(json, how.folderUid))),
  });
}

/**
 * The provider takes the panels' ids away before it compares, and sends what is left of the JSON when the folder alone
 * changes (terraform-provider-grafana issue 2967): links to panels would break without a plan that says so. So the ids
 * and the folder stand in `revision` once more, where it sees them: a number that Grafana keeps and does not read.
 */
export const withIdsSeen = (json: object, folderUid: string): object => ({
  ...json,
  revision: idOf(JSON.stringify([folderUid, ...idsIn(json)])),
});

const idsIn = (json: unknown): readonly number[] => {
  const panels = (json as { readonly panels?: readonly { readonly id?: number }[] }).panels ?? [];
  return panels.flatMap((panel) => [...(panel.id === undefined ? [] : [panel.id]), ...idsIn(panel)]);
};
