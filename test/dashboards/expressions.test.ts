import { describe, expect, it } from "vitest";
import { checkerCatalogue } from "../../cli/promql/catalogue.ts";
import { annotations } from "../../dashboards/annotations.ts";
import { dashboards } from "../../dashboards/index.ts";
import { type Dashboard, type DrawableUnit, grafanaUnit, panelsOf } from "../../lib/dashboards/index.ts";
import { check } from "../../lib/promql/checker/index.ts";
import { repository } from "../cli/fixtures.ts";

const catalogue = checkerCatalogue(repository);

interface Asked {
  readonly promql: string;
  /** Grafana's id. */
  readonly unit: string;
  readonly legend?: string;
}

/** Every query of a dashboard with the unit that it is drawn in; a table names no series. */
const askedBy = (dashboard: Dashboard): readonly Asked[] =>
  panelsOf(dashboard).flatMap((panel): readonly Asked[] => {
    if (panel.kind === "table") return panel.columns.map(({ promql, unit }) => ({ promql, unit }));
    return "queries" in panel ? panel.queries.map((one) => ({ ...one, unit: panel.unit })) : [];
  });

describe.each(dashboards.map((one) => [one.title, one] as const))("%s", (_, dashboard) => {
  it.each(askedBy(dashboard))("asks $promql: exported, and with a legend that tells series apart", (asked) => {
    const { promql, legend } = asked;
    expect(check(promql, { catalogue, context: "dashboard", ...(legend && { legend }) }).problems).toEqual([]);
  });

  it.each(askedBy(dashboard))("draws $promql in its own unit", ({ promql, unit }) => {
    const inferred = check(promql, { catalogue }).unit;
    // Of what exporters expose and the catalogue does not declare, no unit is known.
    if (inferred !== undefined) expect(unit).toBe(grafanaUnit(inferred as DrawableUnit));
  });
});

describe("the marks of every dashboard", () => {
  it.each(annotations)("named $name are asked for without a problem", ({ promql }) => {
    expect(check(promql, { catalogue, context: "dashboard" }).problems).toEqual([]);
  });
});
