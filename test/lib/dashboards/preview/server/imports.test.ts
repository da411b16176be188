import path from "node:path";
import { expect, it } from "vitest";
import { importsOf, modulesOf } from "../../../../imports/modules.ts";

const root = path.resolve(import.meta.dirname, "../../../../..");
const folder = "lib/dashboards/preview/server";

it("the preview's server is made of Node and itself: its image has no packages", () => {
  const modules = modulesOf(root, [folder]);
  expect(modules.length).toBeGreaterThan(5);
  const others = modules.flatMap(importsOf).filter((one) => !one.startsWith("node:") && !one.startsWith(`${folder}/`));
  expect(others).toEqual([]);
});
