import { describe, expect, it } from "vitest";
import { fromLibrary } from "../../../../lib/dashboards/index.ts";
import {
  type GrafanaMajor,
  grafanaSchema,
  renderContent,
  validate,
  withIdsSeen,
} from "../../../../lib/renderings/grafana/index.ts";
import { TerraformStack, Testing } from "../../../../lib/renderings/terraform.ts";
import {
  alertmanagerSource,
  alerts,
  panel,
  postgresSource,
  prometheusSource,
  references,
  shop,
} from "../../dashboards/given.ts";

const board = shop([{ key: "row", panels: [panel("orders", { width: 24, title: "100 %{of} ${orders}" })] }]);

const listing = shop(
  [{ key: "row", panels: [fromLibrary("shared", { uid: "alerts", name: "Alerts", panel: alerts }, { width: 24 })] }],
  {
    uid: "listing",
  },
);

function synthesized(dataSources: Parameters<typeof renderContent>[1]["dataSources"], grafana: GrafanaMajor = 12) {
  const stack = new TerraformStack(Testing.app(), "content");
  renderContent(stack, {
    url: "http://127.0.0.1:3001",
    folder: { uid: "shop", title: "Shop", permissions: [{ role: "Editor", permission: "Edit" }] },
    dashboards: [board, listing],
    references,
    grafana,
    message: "shop",
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

  it("gives the folder the permissions that are listed, and no others", () => {
    expect(document.resource.grafana_folder_permission["folder-permissions"]).toMatchObject({
      folder_uid: "${grafana_folder.folder.uid}",
      permissions: [{ role: "Editor", permission: "Edit" }],
    });
  });

  it("fills the library before the dashboards that use it", () => {
    const library = document.resource.grafana_library_panel["library-panel-alerts"];
    expect(library).toMatchObject({ uid: "alerts", name: "Alerts", folder_uid: "${grafana_folder.folder.uid}" });
    expect(JSON.parse(library.model_json)).toMatchObject({ type: "alertlist" });
    const { config_json: json, depends_on: after } = document.resource.grafana_dashboard.listing;
    expect(JSON.parse(json).panels).toEqual([
      expect.objectContaining({ libraryPanel: { uid: "alerts", name: "Alerts" } }),
    ]);
    expect(after).toEqual(["grafana_library_panel.library-panel-alerts"]);
  });

  it("writes v2 as a whole resource for Grafana 13, so that edits in it are seen and panels keep their names", () => {
    const { shop: resource } = synthesized([], 13).resource.grafana_dashboard;
    expect(JSON.parse(resource.config_json.replace(/([$%])\1\{/g, "$1{"))).toMatchObject({
      apiVersion: "dashboard.grafana.app/v2",
      kind: "Dashboard",
      metadata: { name: "shop" },
      spec: { elements: { orders: { kind: "Panel" } } },
    });
    expect(validate(synthesized([], 13), grafanaSchema)).toEqual([]);
  });

  it("marks what it applies in Grafana's history", () => {
    expect(document.resource.grafana_dashboard.shop.message).toBe("shop");
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

  it("shows the provider a change of ids and a move to another folder, which it does not see by itself", () => {
    const [one, other] = [
      { panels: [{ id: 1 }, { id: 2, panels: [{ id: 3 }] }] },
      { panels: [{ id: 1 }, { id: 2, panels: [{ id: 4 }] }] },
    ];
    const { revision } = withIdsSeen(one, ["shop"]) as { revision: number };
    expect(withIdsSeen(one, ["shop"])).toEqual({ ...one, revision });
    expect(withIdsSeen(other, ["shop"])).not.toMatchObject({ revision });
    expect(withIdsSeen(one, ["warehouse"])).not.toMatchObject({ revision });
  });

  it("fails on a data source with a password, which a plan would show", () => {
    expect(() => synthesized([postgresSource])).toThrow(expect.objectContaining({ code: "grafana/password-in-plan" }));
  });
});
