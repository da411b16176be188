import type { Labels } from "../names.ts";
import type { KubernetesObject } from "../object.ts";

export interface DashboardsGiven {
  readonly namespace: string;
  readonly labels: Labels;
  /** File names to dashboards: `quantflow-feed.json`. */
  readonly files: ReadonlyMap<string, string>;
  /** The folder's title in Grafana. */
  readonly folder: string;
}

/** By which the chart's sidecar finds dashboards, and the annotation that names their folder. */
export const DASHBOARD_LABEL = "grafana_dashboard";
export const FOLDER_ANNOTATION = "grafana_folder";

/** A ConfigMap a dashboard: a changed one changes one object, and each fits by itself. */
export const dashboardMaps = ({ namespace, labels, files, folder }: DashboardsGiven): readonly KubernetesObject[] =>
  [...files].map(([file, text]) => ({
    apiVersion: "v1",
    kind: "ConfigMap",
    metadata: {
      name: `dashboard-${file.replace(/\.json$/, "")}`,
      namespace,
      labels: { ...labels, [DASHBOARD_LABEL]: "1" },
      annotations: { [FOLDER_ANNOTATION]: folder },
    },
    // Spaces that only people read are a third of it.
    data: { [file]: `${JSON.stringify(JSON.parse(text))}\n` },
  }));
