import path from "node:path";
import { expect, it } from "vitest";
import { surfacePage } from "./surface.ts";

const INTRODUCTION = `# The dashboards' public surface

What \`lib/dashboards/index.ts\` exports, as it stands in the source. Widths are columns of 24, heights grid units of about
30 pixels; values and thresholds are in the base unit of the query (seconds, bytes, shares of 1); units print as Grafana's
ids. Programs that use it, each with a test: \`examples/\`.`;

it("the page of the dashboards' public surface is as generated", async () => {
  const index = path.resolve(import.meta.dirname, "../../lib/dashboards/index.ts");
  await expect(surfacePage(index, INTRODUCTION)).toMatchFileSnapshot("../../docs/dashboards/surface.md");
}, 60_000);
