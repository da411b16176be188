import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import {
  dashboardFiles,
  dashboardProvider,
  deliveries,
  provisioning,
  v2Files,
} from "../../../../lib/renderings/grafana/index.ts";
import { generated } from "../../../../lib/services/secret.ts";
import {
  alertmanagerSource,
  panel,
  postgresSource,
  prometheusSource,
  references,
  shop,
} from "../../dashboards/given.ts";

const FILE = "datasources/data-sources.yaml";
const provisioned = (...sources: Parameters<typeof provisioning>[0]) =>
  parse(provisioning(sources).get(FILE) ?? "").datasources;

describe("data sources as files", () => {
  it("give the database's address, role and options, and the password as a file's name", () => {
    expect(provisioned(postgresSource)).toEqual([
      {
        name: "TimescaleDB",
        uid: "timescaledb",
        type: "grafana-postgresql-datasource",
        access: "proxy",
        editable: false,
        isDefault: false,
        url: "timescaledb:5432",
        user: "reader",
        jsonData: {
          database: "shop",
          sslmode: "disable",
          timescaledb: true,
          maxOpenConns: 5,
          maxIdleConns: 2,
          connMaxLifetime: 14400,
        },
        secureJsonData: { password: "$__file{/run/secrets/reader-password}" },
      },
    ]);
  });

  it("log in where the service asks for it", () => {
    const login = { user: "admin", password: generated("admin-password") };
    const [prometheus, alertmanager] = provisioned({ ...prometheusSource, login }, { ...alertmanagerSource, login });
    const expected = {
      basicAuth: true,
      basicAuthUser: "admin",
      secureJsonData: { basicAuthPassword: "$__file{/run/secrets/admin-password}" },
    };
    expect(prometheus).toMatchObject({ ...expected, isDefault: true });
    expect(alertmanager).toMatchObject({
      ...expected,
      jsonData: { implementation: "prometheus", handleGrafanaManagedAlerts: false },
    });
  });

  it("keep a dollar that is part of a text, although Grafana expands variables there", () => {
    const [source] = provisioned({ ...postgresSource, database: "shop$HOME" });
    expect(source.jsonData.database).toBe("shop$$HOME");
  });

  it("remove what an earlier file made and this one no longer names", () => {
    expect(parse(provisioning([]).get(FILE) ?? "")).toEqual({ apiVersion: 1, prune: true, datasources: [] });
  });
});

describe("how data sources reach Grafana", () => {
  it("depends on whether they need a password", () => {
    const { byFile, byProvider } = deliveries([prometheusSource, alertmanagerSource, postgresSource]);
    expect(byFile).toEqual([postgresSource]);
    expect(byProvider).toEqual([prometheusSource, alertmanagerSource]);
  });
});

describe("dashboards as files", () => {
  it("are resources of Grafana 13's API as well", () => {
    const files = v2Files([shop([{ key: "row", panels: [panel("orders", { width: 24 })] }])], references);
    expect([...files.keys()]).toEqual(["shop.v2.json"]);
    expect(JSON.parse(files.get("shop.v2.json") ?? "")).toMatchObject({
      kind: "Dashboard",
      metadata: { name: "shop" },
    });
  });

  it("are the same JSON as through the provider, one file a dashboard", () => {
    const files = dashboardFiles([shop([{ key: "row", panels: [panel("orders", { width: 24 })] }])], references);
    expect([...files.keys()]).toEqual(["shop.json"]);
    expect(JSON.parse(files.get("shop.json") ?? "")).toMatchObject({ uid: "shop", schemaVersion: 42 });
  });

  it("are read from their directory into their folder, and may be edited in the browser", () => {
    const files = dashboardProvider({ uid: "shop", title: "Shop" }, "/etc/grafana/dashboards");
    expect(parse(files.get("dashboards/dashboards.yaml") ?? "").providers).toEqual([
      {
        name: "shop",
        folder: "Shop",
        folderUid: "shop",
        type: "file",
        allowUiUpdates: true,
        options: { path: "/etc/grafana/dashboards" },
      },
    ]);
  });
});
