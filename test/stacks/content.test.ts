import { describe, expect, it } from "vitest";
import { grafanaSchema, validate } from "../../lib/renderings/grafana/index.ts";
import { GRAFANA } from "../../stacks/content.ts";
import { environmentNamed } from "../../stacks/environments/index.ts";
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

  it("leaves every data source to files of the Grafana that we run, because each needs a password; a hosted one reads none", () => {
    const isHosted = environmentNamed(where.environment).ground.kind === "hosted-grafana";
    expect(content.resource.grafana_data_source === undefined).toBe(!isHosted);
  });
});

describe("Grafana's version", () => {
  it("for which dashboards are written is that of the pinned image", () => {
    expect(Number(images.grafana.registry.tag.split(".")[0])).toBe(GRAFANA);
  });
});
