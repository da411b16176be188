import { dashboards } from "../dashboards/index.ts";
import { deliveries, type Folder, renderContent } from "../lib/renderings/grafana/index.ts";
import type { TerraformStack } from "../lib/renderings/terraform.ts";
import { dataSources, metrics } from "./data-sources.ts";
import type { Model } from "./model.ts";
import { grafana } from "./services/grafana.ts";

export const FOLDER: Folder = { uid: "quantflow", title: "QuantFlow" };

/** What Grafana shows. Data sources with a password are files of the Grafana that we run, so they are not here. */
export const content = (stack: TerraformStack, { environment, publicUrl }: Model): void =>
  renderContent(stack, {
    url: publicUrl(grafana, "web"),
    folder: FOLDER,
    dashboards,
    sources: { metrics: metrics(environment) },
    dataSources: deliveries(dataSources({ environment, timescaledb: true })).byProvider,
  });
