import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { importFile } from "../../../cli/dashboards-import.ts";
import { playedContext, repository, temporaryFolder } from "../fixtures.ts";
import { importDoc } from "./import-doc.ts";

const SEED = join(repository, "test/lib/dashboards/v1/migrate/seed.json");

async function importing(
  file: string,
  values: { readonly json?: boolean; readonly out?: string; readonly uid?: string; readonly force?: boolean } = {},
) {
  const { context, printed, told } = playedContext();
  const given = { environment: undefined, out: undefined, uid: undefined, json: false, force: false, ...values };
  const code = await importFile.run(context, given, [file]);
  return { code, printed: printed(), told: told() };
}

const fileOf = (content: string): string => {
  const file = join(temporaryFolder(), "dashboard.json");
  writeFileSync(file, content);
  return file;
};

/** A folder inside of the repository, which goes when the test ends. */
function folderInside(): string {
  mkdirSync(join(repository, "build"), { recursive: true });
  const folder = mkdtempSync(join(repository, "build/import-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

describe("dashboards import", () => {
  it("prints the code, and tells beside it what its reader should know", async () => {
    const { code, printed, told } = await importing(SEED);
    expect(code).toBe(0);
    const page = importDoc(readFileSync(SEED, "utf8"), printed, told);
    await expect(page).toMatchFileSnapshot("../../../docs/dashboards/import.md");
  });

  it("says so by the checker's words where a histogram is asked for by its base name, and changes nothing", async () => {
    const found = JSON.parse((await importing(SEED, { json: true })).printed);
    expect(found.findings).toContainEqual({
      panel: "websocket-latency",
      expression: "quantflow_websocket_latency_seconds",
      check: "histogram/base-name",
      severity: "error",
      message: expect.stringContaining("is a classic histogram and has no series of this name"),
      suggestion: "histogram_quantile(0.99, sum by (job, le) (rate(quantflow_websocket_latency_seconds_bucket[5m])))",
    });
    expect(found.files[0].text).toContain('rawQuery("quantflow_websocket_latency_seconds"');
    expect(found).toMatchObject({ uid: "quantflow-overview", written: [], plugins: [], library: [] });
  });

  it("writes a file that imports the model from where it stands, and never over another", async () => {
    const out = join(folderInside(), "seed.ts");
    await importing(SEED, { out, uid: "seed" });
    const text = readFileSync(out, "utf8");
    expect(text).toContain('from "../../lib/dashboards/index.ts"');
    expect(text).toContain('uid: "seed"');
    await expect(importing(SEED, { out })).rejects.toMatchObject({ code: "dashboards/file-exists" });
    await importing(SEED, { out, force: true });
    expect(readFileSync(out, "utf8")).toContain('uid: "quantflow-overview"');
  });

  it("writes nothing outside of the repository", async () => {
    await expect(importing(SEED, { out: temporaryFolder() })).rejects.toMatchObject({
      code: "dashboards/outside-repository",
    });
    await expect(importing(SEED, { out: repository })).rejects.toMatchObject({ code: "dashboards/outside-repository" });
  });

  it("names plug-ins that must be installed and library panels that must exist", async () => {
    const panels = [
      { id: 1, title: "Map", type: "grafana-worldmap-panel" },
      { id: 2, libraryPanel: { uid: "shared", name: "Shared" } },
    ];
    const { told } = await importing(fileOf(JSON.stringify({ title: "T", schemaVersion: 42, panels })));
    expect(told).toContain("Plug-ins that Grafana must have:\n  grafana-worldmap-panel: map");
    expect(told).toContain("Library panels that Grafana must have:\n  Shared (shared)");
  });
});

describe("a file that cannot be imported", () => {
  const refused = (content: string) =>
    importing(fileOf(content)).catch((error) => ({ code: error.code, message: error.message }));

  it.each([
    ["", "dashboards/empty", "is empty."],
    [
      '{"title": "a",\n  "panels": [}]',
      "dashboards/broken-json",
      "is no JSON: line 2, column 14: Unexpected token '}'.",
    ],
    ['{"title": "a", "panels": [', "dashboards/broken-json", "is no JSON: line 1, column 27: it ends too early."],
    ["[]", "dashboards/not-a-dashboard", "this JSON is a list, not a dashboard"],
    ["groups:\n  - name: a\n    rules: []\n", "dashboards/rule-file", "is a rule file of Prometheus, not a dashboard."],
    ['{"groups": []}', "dashboards/rule-file", "is a rule file of Prometheus, not a dashboard."],
    ['{"a": 1}', "dashboards/not-a-dashboard", "this JSON is an object without panels"],
  ])("%j is told by one message", async (content, code, message) => {
    const error = await refused(content);
    expect(error.code).toBe(code);
    expect((error as { message: string }).message).toContain(message);
  });

  it("is one that is not there, and a uid that Grafana refuses", async () => {
    await expect(importing("/nowhere/a.json")).rejects.toMatchObject({ code: "dashboards/unreadable" });
    await expect(importing(SEED, { uid: "a b" })).rejects.toMatchObject({ code: "dashboards/malformed-uid" });
  });
});
