import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { bundlePreview } from "../../images/preview/bundle.ts";
import { images } from "../../stacks/versions.ts";

const output = mkdtempSync(join(tmpdir(), "bundle-"));
afterAll(() => rmSync(output, { recursive: true }));

it("puts nothing into the preview's image but what its name follows from", async () => {
  await bundlePreview(join(import.meta.dirname, "../.."), output);
  const inputs: string[] = JSON.parse(readFileSync(join(output, "inputs.json"), "utf8"));
  const ours = inputs.filter((path) => !path.startsWith("node_modules/"));
  expect(ours).toContain("lib/dashboards/preview/server/server.ts");
  const named: readonly string[] = images.preview.local.from;
  expect(ours.filter((path) => !named.some((folder) => path.startsWith(`${folder}/`)))).toEqual([]);
});
