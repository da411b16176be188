import { describe, expect, it } from "vitest";
import { dashboards } from "../../../dashboards/index.ts";
import type { Dashboard } from "../../../lib/dashboards/index.ts";
import { importDashboard } from "../../../lib/dashboards/reading/import.ts";
import { printDashboard } from "../../../lib/dashboards/source/print/index.ts";
import { canonicalV1 } from "../../../lib/dashboards/v1/canonical.ts";
import { writeV1 } from "../../../lib/dashboards/v1/writer.ts";
import { canonicalV2 } from "../../../lib/dashboards/v2/canonical.ts";
import { writeV2 } from "../../../lib/dashboards/v2/writer.ts";
import { references } from "../../lib/dashboards/given.ts";
import { evaluatedDashboard } from "../../lib/dashboards/source/print/evaluate.ts";
import { seed } from "../../lib/dashboards/v1/migrate/given.ts";

/** The dashboard that the printed code of this JSON makes. */
const throughCode = (json: unknown): Dashboard => {
  const { dashboard } = importDashboard(json, references);
  return evaluatedDashboard(printDashboard(dashboard, { name: "it", lib: "../lib" })) as Dashboard;
};

describe("JSON to TypeScript to JSON", () => {
  const all: readonly Dashboard[] = dashboards;

  it.each(all.map((one) => [one.uid, one] as const))("is the same v1 JSON in canonical form: %s", (_, dashboard) => {
    const json = writeV1(dashboard, references);
    expect(canonicalV1(writeV1(throughCode(json), references))).toEqual(canonicalV1(json));
  });

  it.each(all.map((one) => [one.uid, one] as const))("is the same v2 JSON in canonical form: %s", (_, dashboard) => {
    const json = writeV2(dashboard, references);
    expect(canonicalV2(writeV2(throughCode(json), references))).toEqual(canonicalV2(json));
  });

  it("needs no second repair: the first dashboard there was is stable once imported", () => {
    const once = writeV1(throughCode(seed), references);
    expect(importDashboard(once, references).repairs).toEqual([]);
    expect(canonicalV1(writeV1(throughCode(once), references))).toEqual(canonicalV1(once));
  });
});
