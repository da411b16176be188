import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { bundleApplication } from "../../images/quantflow-app/bundle.ts";

const output = mkdtempSync(join(tmpdir(), "bundle-"));
afterAll(() => rmSync(output, { recursive: true }));

it("puts nothing of ours into the application's image but the application, the metrics and their recorder", async () => {
  await bundleApplication(join(import.meta.dirname, "../.."), output);
  const inputs: string[] = JSON.parse(readFileSync(join(output, "inputs.json"), "utf8"));
  const ours = inputs.filter((path) => !path.startsWith("node_modules/"));
  expect(ours).toContain("app/main.ts");
  expect(ours).toContain("app/backtest/worker.ts");
  expect(ours.filter((path) => !/^(?:app|metrics|lib\/metrics)\//.test(path))).toEqual([]);
});
