import { check } from "../../../promql/checker/index.ts";
import type { Scale } from "../../panels/drawn.ts";
import type { Panel } from "../../panels/panel.ts";
import { WRITTEN_AS } from "../../units.ts";
import { onPanels } from "../named.ts";
import type { LintRule } from "../rule.ts";
import { board, ORDERS, panel, WAIT } from "../sample.ts";

export const unit: LintRule = {
  id: "panel/unit",
  severity: "error",
  summary: "A panel names the unit of what it draws",
  why: "Grafana writes numbers as it is told. Seconds drawn as `ms` are a thousand times too small, and a number without a unit is read as whatever its reader expects.",
  bad: [board([panel({}, WAIT, "grafana:ms", "90 %")]), board([panel({}, ORDERS, "grafana:")])],
  good: [board([panel({}, WAIT, "seconds", "90 %")]), board([panel({}, ORDERS, "items/s")])],
  run: ({ dashboard, catalogue }) =>
    onPanels(dashboard, (panel) =>
      scalesOf(panel).flatMap(({ promql, unit, states }) => {
        // Where every value has a name, no number is written.
        if (states.length > 0) return [];
        if (unit === "") return ["has no unit: name the unit of its query"];
        const drawn = check(promql, { catalogue }).unit;
        const allowed = drawn && WRITTEN_AS[drawn];
        if (!allowed || allowed.includes(unit) || unit.startsWith("suffix:")) return [];
        return [`draws ${drawn} as "${unit}": write "${allowed[0]}", or change the query`];
      }),
    ),
};

type Judged = Pick<Scale, "unit" | "states"> & { readonly promql: string };

function scalesOf(panel: Panel): readonly Judged[] {
  if (panel.kind === "table") return panel.columns;
  if (!("queries" in panel) || panel.kind === "heatmap") return [];
  const { unit, states, queries } = panel;
  return queries.map(({ promql }) => ({ promql, unit, states }));
}
