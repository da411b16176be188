import { dashboards } from "../dashboards/index.ts";
import type { DataSource } from "../lib/dashboards/data-source.ts";
import {
  deliveries,
  type Folder,
  type GrafanaContent,
  type GrafanaMajor,
  renderContent,
} from "../lib/renderings/grafana/index.ts";
import type { TerraformStack } from "../lib/renderings/terraform.ts";
import { dataSources } from "./data-sources.ts";
import { hostedContent } from "./grafana-cloud.ts";
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

/** What Grafana shows; in one that others run, also whom it tells. */
export function content(stack: TerraformStack, model: Model): void {
  const { ground } = model.environment;
  if (ground.kind === "hosted-grafana") {
    shown(stack, model, { url: ground.grafana, dataSources: [] });
    hostedContent(stack, model, ground);
  } else shown(stack, model, { url: model.publicUrl(grafana, "web"), dataSources: withoutPassword(model) });
}

/** Data sources with a password are files of the Grafana that we run, so they are not here. */
const withoutPassword = ({ environment }: Model): readonly DataSource[] =>
  deliveries(dataSources({ environment, timescaledb: true })).byProvider;

const shown = (stack: TerraformStack, model: Model, place: Pick<GrafanaContent, "url" | "dataSources">): void =>
  renderContent(stack, {
    ...place,
    folder: FOLDER,
    dashboards,
    references: referencesIn(model),
    grafana: GRAFANA,
    message: APPLIED,
  });
