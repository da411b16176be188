import { execFile } from "node:child_process";
import { stat } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { Dashboard } from "@cdktf/provider-grafana/lib/dashboard";
import { DataSource } from "@cdktf/provider-grafana/lib/data-source";
import { Folder } from "@cdktf/provider-grafana/lib/folder";
import { GrafanaProvider } from "@cdktf/provider-grafana/lib/provider";
import { describe, expect, it } from "vitest";

const workspace = path.resolve(import.meta.dirname, "../../../tools/provider-grafana");
const written = async () => (await stat(path.join(workspace, "lib/index.js"))).mtimeMs;

describe("the generated bindings", () => {
  it("are of the resources in the schema", () => {
    const types = [Folder, Dashboard, DataSource, GrafanaProvider].map(({ tfResourceType }) => tfResourceType);
    expect(types).toEqual(["grafana_folder", "grafana_dashboard", "grafana_data_source", "grafana"]);
  });

  it("are not generated again while their inputs are the same", async () => {
    const before = await written();
    await promisify(execFile)(process.execPath, ["--import", "tsx", "generate.ts"], { cwd: workspace });
    expect(await written()).toBe(before);
  });
});
