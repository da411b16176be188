import { dashboards } from "../dashboards/index.ts";
import { deliveries, type Folder, type GrafanaMajor, renderContent } from "../lib/renderings/grafana/index.ts";
import type { TerraformStack } from "../lib/renderings/terraform.ts";
import { dataSources } from "./data-sources.ts";
import type { Model } from "./model.ts";
import { referencesIn } from "./references.ts";
import { grafana } from "./services/grafana.ts";

export const FOLDER: Folder = {
  uid: "quantflow",
  title: "QuantFlow",
  // A dashboard may be edited in Grafana: `dashboards pull` brings the edit back into code.
  permissions: [
    { role: "Viewer", permission: "View" },
    { role: "Editor", permission: "Edit" },
  ],
};

/** The Grafana whose content this is; its image's tag begins with it. */
export const GRAFANA: GrafanaMajor = 13;

/** The message of each version that is applied from code; `dashboards diff` finds the last of them by it. */
export const APPLIED = "quantflow";

/** What Grafana shows. Data sources with a password are files of the Grafana that we run, so they are not here. */
export const content = (stack: TerraformStack, model: Model): void =>
  renderContent(stack, {
    url: model.publicUrl(grafana, "web"),
    folder: FOLDER,
    dashboards,
    references: referencesIn(model),
    grafana: GRAFANA,
    message: APPLIED,
    dataSources: deliveries(dataSources({ environment: model.environment, timescaledb: true })).byProvider,
  });
