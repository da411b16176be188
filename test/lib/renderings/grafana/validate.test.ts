import { describe, expect, it } from "vitest";
import { grafanaSchema, validate } from "../../../../lib/renderings/grafana/index.ts";

const problems = (type: string, resource: object) =>
  validate({ resource: { [type]: { it: resource } } }, grafanaSchema).map(({ code, at }) => `${code} ${at}`);

describe("the validation of Grafana's content", () => {
  it("passes what the provider would take, references and Terraform's own arguments included", () => {
    const folder = { title: "Shop", uid: "${random_id.it.hex}", lifecycle: { prevent_destroy: true }, depends_on: [] };
    expect(problems("grafana_folder", folder)).toEqual([]);
  });

  it("finds an argument that is missing", () => {
    expect(problems("grafana_folder", { uid: "shop" })).toEqual(["grafana/missing resource.grafana_folder.it.title"]);
  });

  it("finds an argument that the provider does not know, and tells which it does", () => {
    const [problem] = validate({ resource: { grafana_folder: { it: { title: "", name: "" } } } }, grafanaSchema);
    expect(problem).toEqual({
      code: "grafana/unknown",
      at: "resource.grafana_folder.it.name",
      message:
        "resource.grafana_folder.it.name is not in the provider's schema, which knows here: id, org_id, parent_folder_uid, prevent_destroy_if_not_empty, title, uid, url",
    });
  });

  it("finds an argument that only the provider sets", () => {
    expect(problems("grafana_folder", { title: "", url: "http://x" })).toEqual([
      "grafana/read-only resource.grafana_folder.it.url",
    ]);
  });

  it.each([
    ["a bool given as text", { title: "", prevent_destroy_if_not_empty: "true" }, "prevent_destroy_if_not_empty"],
    ["a text given as a number", { title: 1 }, "title"],
  ])("finds %s", (_, folder, name) => {
    expect(problems("grafana_folder", folder)).toEqual([`grafana/type resource.grafana_folder.it.${name}`]);
  });

  it("finds a wrong element of a map", () => {
    const source = { name: "", type: "", http_headers: { a: 1 } };
    expect(problems("grafana_data_source", source)).toEqual([
      "grafana/type resource.grafana_data_source.it.http_headers",
    ]);
  });

  it("takes text that only looks like a reference for text", () => {
    expect(problems("grafana_folder", { title: "$${x}", prevent_destroy_if_not_empty: "$${x}" })).toEqual([
      "grafana/type resource.grafana_folder.it.prevent_destroy_if_not_empty",
    ]);
  });

  it("counts blocks and looks into them", () => {
    expect(problems("grafana_rule_group", { name: "", folder_uid: "", interval_seconds: 60 })).toEqual([
      "grafana/count resource.grafana_rule_group.it.rule",
    ]);
    expect(problems("grafana_contact_point", { name: "", email: [{ addresses: ["a@b"], subject: 1 }] })).toEqual([
      "grafana/type resource.grafana_contact_point.it.email[0].subject",
    ]);
  });

  it("finds a resource type and a provider argument that do not exist", () => {
    expect(validate({ resource: { grafana_dashbord: {} } }, grafanaSchema)).toEqual([
      expect.objectContaining({ code: "grafana/unknown", at: "resource.grafana_dashbord" }),
    ]);
    expect(validate({ provider: { grafana: [{ uri: "" }] } }, grafanaSchema)).toEqual([
      expect.objectContaining({ code: "grafana/unknown", at: "provider.grafana[0].uri" }),
    ]);
  });

  it("leaves other providers' resources to them", () => {
    expect(validate({ resource: { docker_container: { it: {} } } }, grafanaSchema)).toEqual([]);
  });
});
