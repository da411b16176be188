import { expect, it } from "vitest";
import { DIFFERENCES, differencesTable } from "../../../../../lib/renderings/kubernetes/monitoring/index.ts";

it("every difference to Docker is one row, with its reason", () => {
  const rows = differencesTable().split("\n").slice(2);
  expect(rows).toHaveLength(DIFFERENCES.length);
  for (const row of rows) expect(row.split(" | ")).toHaveLength(4);
});

it("names what is not the same once", () => {
  const named = DIFFERENCES.map(({ what }) => what);
  expect(new Set(named).size).toBe(named.length);
});
