import { describe, expect, it } from "vitest";
import { grafanaSchema, renderContent, validate } from "../../../../lib/renderings/grafana/index.ts";
import { TerraformStack, Testing } from "../../../../lib/renderings/terraform.ts";
import {
  alertmanagerSource,
  panel,
  postgresSource,
  prometheusSource,
  references,
  shop,
} from "../../dashboards/given.ts";

const board = shop([{ key: "row", panels: [panel("orders", { width: 24, title: "100 %{of} ${orders}" })] }]);

function synthesized(dataSources: Parameters<typeof renderContent>[1]["dataSources"]) {
  const stack = new TerraformStack(Testing.app(), "content");
  renderContent(stack, {
    url: "http://127.0.0.1:3001",
    folder: { uid: "shop", title: "Shop" },
    dashboards: [board],
    references,
    dataSources,
  });
  return JSON.parse(Testing.synth(stack));
}

describe("Grafana's content as Terraform", () => {
  const document = synthesized([prometheusSource, alertmanagerSource]);

  it("keeps to the provider's schema", () => {
    expect(validate(document, grafanaSchema)).toEqual([]);
  });

  it("holds no credentials: they come from the environment of whoever applies it", () => {
    expect(document.provider.grafana).toEqual([{ retries: 3, url: "http://127.0.0.1:3001" }]);
  });

  it("puts dashboards into the folder, which is not deleted over dashboards made by hand", () => {
    expect(document.resource.grafana_folder.folder).toMatchObject({ uid: "shop", prevent_destroy_if_not_empty: true });
    expect(document.resource.grafana_dashboard.shop.folder).toBe("${grafana_folder.folder.uid}");
  });

  it("escapes what Terraform would read as a template, once", () => {
    const { config_json: escaped } = document.resource.grafana_dashboard.shop;
    expect(escaped).toContain("100 %%{of} $${orders}");
    const asTerraformReadsIt = JSON.parse(escaped.replace(/([$%])\1\{/g, "$1{"));
    expect(asTerraformReadsIt.panels[0].title).toBe("100 %{of} ${orders}");
  });

  it("gives Prometheus the true scrape interval and its Alertmanager", () => {
    const prometheus = document.resource.grafana_data_source["data-source-prometheus"];
    expect(prometheus).toMatchObject({ type: "prometheus", uid: "prometheus", url: "http://prometheus:9090" });
    expect(JSON.parse(prometheus.json_data_encoded)).toEqual({
      httpMethod: "POST",
      prometheusType: "Prometheus",
      timeInterval: "15s",
      manageAlerts: true,
      alertmanagerUid: "alertmanager",
    });
  });

  it("fails on a data source with a password, which a plan would show", () => {
    expect(() => synthesized([postgresSource])).toThrow(expect.objectContaining({ code: "grafana/password-in-plan" }));
  });
});
