import { type Dashboard, expressionsOf, grafanaUnit, type Panel, panelsOf } from "../../lib/dashboards/index.ts";
import { WRITTEN_AS } from "../../lib/dashboards/units.ts";
import type { Unit } from "../../lib/metrics/units.ts";
import { type Catalogue, check } from "../../lib/promql/checker/index.ts";

/** What is wrong with a query that was imported as it is. */
export interface ImportFinding {
  /** The panel's key. */
  readonly panel: string;
  readonly expression: string;
  readonly check: string;
  readonly severity: "error" | "warning";
  readonly message: string;
  /** The whole query, corrected. */
  readonly suggestion?: string;
}

/** Every query of a dashboard by the PromQL checker; and its unit beside that of the panel. */
export const findingsOf = (dashboard: Dashboard, catalogue: Catalogue): readonly ImportFinding[] =>
  panelsOf(dashboard).flatMap((panel) =>
    expressionsOf(panel).flatMap((expression, index) => [
      ...check(expression, { catalogue, context: "dashboard", legend: legendOf(panel, index) }).problems.map(
        ({ check, severity, message, suggestion }) => ({
          ...{ panel: panel.key, expression, check, severity, message },
          ...(suggestion !== undefined && { suggestion }),
        }),
      ),
      ...unitFinding(panel, index, expression, check(expression, { catalogue }).unit),
    ]),
  );

const legendOf = (panel: Panel, index: number): string =>
  "queries" in panel ? (panel.queries[index]?.legend ?? "") : "";

function unitFinding(
  panel: Panel,
  index: number,
  expression: string,
  unit: Unit | undefined,
): readonly ImportFinding[] {
  const drawn = unitIn(panel, index);
  const alike = unit && WRITTEN_AS[unit];
  // What is mapped to words is not written in a unit.
  if (!alike || drawn === undefined || alike.includes(drawn)) return [];
  const message = `the query is in ${unit}, the panel writes it in "${drawn}": "${grafanaUnit(unit as "seconds")}" is meant`;
  return [{ panel: panel.key, expression, check: "unit/panel", severity: "warning", message }];
}

const unitIn = (panel: Panel, index: number): string | undefined =>
  panel.kind === "table" ? panel.columns[index]?.unit : "unit" in panel ? panel.unit : undefined;
