import { describe, expect, it } from "vitest";
import { grafanaSchema, validate } from "../../lib/renderings/grafana/index.ts";
import { GRAFANA } from "../../stacks/content.ts";
import { images } from "../../stacks/versions.ts";
import { everyCase, synthesized } from "./synthesized.ts";

describe.each(everyCase)("Grafana's content in $environment, images from $resolution", (where) => {
  const content = synthesized(where, ({ text }) => JSON.parse(text("content")));

  it("keeps to the provider's schema", () => {
    expect(validate(content, grafanaSchema)).toEqual([]);
  });

  it("puts the overview into the folder", () => {
    expect(content.resource.grafana_dashboard["quantflow-overview"].folder).toBe("${grafana_folder.folder.uid}");
  });

  it("leaves every data source to files, because each needs a password", () => {
    expect(content.resource.grafana_data_source).toBeUndefined();
  });
});

describe("Grafana's version", () => {
  it("for which dashboards are written is that of the pinned image", () => {
    expect(Number(images.grafana.registry.tag.split(".")[0])).toBe(GRAFANA);
  });
});
