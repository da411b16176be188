import type { Column, Table } from "../../panels/table.ts";
import type { References } from "../../references.ts";
import { fieldDefaults } from "../field-config.ts";
import { INSTANT, refId, targets } from "../targets.ts";

/** One query a column; Grafana joins them by the labels that they share and calls their values `Value #A`. */
export const table = (panel: Table, references: References): object => {
  const asked = panel.columns.map(({ promql }) => ({ promql, legend: "" }));
  return {
    ...targets(asked, references, { ...INSTANT, format: "table" }),
    fieldConfig: {
      defaults: {
        custom: { align: "auto", cellOptions: { type: "auto" }, inspect: false },
        mappings: [],
        thresholds: { mode: "absolute", steps: [{ color: "green", value: null }] },
        ...(panel.links.length > 0 && { links: panel.links }),
        ...(panel.whenEmpty !== undefined && { noValue: panel.whenEmpty }),
      },
      overrides: panel.columns.map(override),
    },
    options: { cellHeight: "sm", showHeader: true },
    transformations: [{ id: "merge", options: {} }, organize(panel)],
  };
};

const override = (column: Column): object => {
  const judged = column.thresholds.length > 0 || column.states.length > 0;
  const properties = Object.entries({
    ...fieldDefaults(column),
    "custom.cellOptions": { type: judged ? "color-text" : "auto" },
  });
  return {
    matcher: { id: "byName", options: column.title },
    properties: properties.map(([id, value]) => ({ id, value })),
  };
};

/** Labels first, then values; everything else that a query carries is left out. */
function organize({ labels, columns }: Table): object {
  const shown = [
    ...labels.map(({ label, title }) => [label, title] as const),
    ...columns.map(({ title }, index) => [valueField(index, columns.length), title] as const),
  ];
  return {
    id: "organize",
    options: {
      includeByName: Object.fromEntries(shown.map(([field]) => [field, true])),
      indexByName: Object.fromEntries(shown.map(([field], index) => [field, index])),
      renameByName: Object.fromEntries(shown),
    },
  };
}

/** Grafana calls the value of a lone query "Value". */
const valueField = (index: number, queries: number): string => (queries === 1 ? "Value" : `Value #${refId(index)}`);
