import type { Column, Table } from "../../panels/table.ts";
import { isObject, type Json, listAt, numberAt, objectAt, textAt, valueAt } from "../../reading/json.ts";
import type { References } from "../../references.ts";
import { withAlerts } from "../description.ts";
import { fieldDefaults, readScale, readValues } from "../field-config.ts";
import { INSTANT, readQueries, refId, targets } from "../targets.ts";
import type { Part } from "./drawn.ts";

/** One query a column; Grafana joins them by the labels that they share and calls their values `Value #A`. */
export const table = (panel: Table, references: References): object => {
  const asked = panel.columns.map(({ promql }) => ({ promql, legend: "" }));
  return {
    ...targets(asked, references, { ...INSTANT, format: "table" }),
    fieldConfig: {
      defaults: {
        custom: { align: "auto", cellOptions: { type: "auto" }, inspect: false },
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

/** Only a table of our making: one query a column, joined by `merge`, named and ordered by `organize`. */
export function readTable({ limits, ...described }: Part, panel: Json): Table | undefined {
  const asked = readQueries(panel);
  const [merge, organize, ...more] = listAt(panel, "transformations");
  const isOurs = textAt(merge, "id") === "merge" && textAt(organize, "id") === "organize" && more.length === 0;
  if (asked === undefined || !isOurs) return undefined;
  const shown = shownFields(objectAt(organize, "options"));
  const values = asked.map((_, index) => valueField(index, asked.length));
  const labels = shown.filter(({ field }) => !values.includes(field));
  const titles = values.map((value) => shown.find(({ field }) => field === value)?.title);
  const columns = asked.flatMap(({ promql }, index): readonly Column[] => {
    const title = titles[index];
    if (title === undefined) return [];
    const scale = readScale(propertiesOf(panel, title));
    return [{ title, promql, ...scale, thresholds: withAlerts(scale.thresholds, limits) }];
  });
  if (columns.length < asked.length) return undefined;
  return {
    kind: "table",
    ...described,
    ...readValues(panel),
    labels: labels.map(({ field, title }) => ({ label: field, title })),
    columns,
  };
}

/** Fields with their headings, in their order. */
const shownFields = ({ renameByName, indexByName }: Json) =>
  Object.entries(isObject(renameByName) ? renameByName : {})
    .map(([field, title]) => ({ field, title: `${title}`, index: numberAt(indexByName, field) ?? 0 }))
    .sort((a, b) => a.index - b.index);

/** The field options that an override gives a column. */
function propertiesOf(panel: Json, title: string): Json {
  const overrides = listAt(panel, "fieldConfig", "overrides");
  const own = overrides.find((one) => valueAt(one, "matcher", "options") === title);
  return Object.fromEntries(listAt(own, "properties").map((one) => [textAt(one, "id") ?? "", valueAt(one, "value")]));
}
