import type { DataLink } from "../data-link.ts";
import type { Described } from "../panels/described.ts";
import type { Scale, State } from "../panels/drawn.ts";
import { isObject, type Json, listAt, numberAt, objectAt, textAt, valueAt } from "../reading/json.ts";
import type { Threshold } from "../threshold.ts";

/** Grafana's id for a number that stands for itself; it writes fields without a unit so. */
export const NO_UNIT = "none";

/** How values are written, coloured and judged, whatever draws them: `fieldConfig.defaults`. */
export const fieldDefaults = (panel: Scale & Partial<Pick<Described, "links" | "whenEmpty">>): object => ({
  ...(panel.unit !== NO_UNIT && { unit: panel.unit }),
  thresholds: { mode: "absolute", steps: steps(panel) },
  // An empty list is dropped by Grafana 13, and would be a change in every plan.
  ...(panel.states.length > 0 && { mappings: mappings(panel.states) }),
  ...(panel.min !== undefined && { min: panel.min }),
  ...(panel.max !== undefined && { max: panel.max }),
  ...(panel.links !== undefined && panel.links.length > 0 && { links: panel.links }),
  ...(panel.whenEmpty !== undefined && { noValue: panel.whenEmpty }),
});

/** Grafana wants ascending steps, the first of them without a value. */
export function steps({ thresholds, bad }: Pick<Scale, "thresholds" | "bad">): readonly object[] {
  const values = [null, ...thresholds.map(({ value }) => value)];
  const [first, last] = bad === "high" ? ["green", "red"] : ["red", "green"];
  const color = (index: number) => (index === 0 ? first : index === values.length - 1 ? last : "orange");
  // A panel without thresholds judges nothing, so nothing in it is bad.
  if (thresholds.length === 0) return [{ color: "green", value: null }];
  return values.map((value, index) => ({ color: color(index), value }));
}

const mappings = (states: readonly State[]): readonly object[] => [
  {
    type: "value",
    options: Object.fromEntries(states.map(({ value, text, color }, index) => [`${value}`, { text, color, index }])),
  },
];

/** The inverse of `fieldDefaults`, as far as the model has words; `fields` is canonical. */
export function readScale(fields: Json): Scale {
  const thresholds = readThresholds(fields);
  const colors = listAt(fields, "thresholds", "steps").map((step) => textAt(step, "color"));
  const [min, max] = [numberAt(fields, "min"), numberAt(fields, "max")];
  return {
    unit: textAt(fields, "unit") ?? NO_UNIT,
    thresholds,
    bad: thresholds.length > 0 && (colors[0] === "red" || colors.at(-1) === "green") ? "low" : "high",
    states: readStates(fields),
    ...(min !== undefined && { min }),
    ...(max !== undefined && { max }),
  };
}

/** Steps as Grafana wants them: a base without a value, then ascending numbers. Others the model cannot say. */
function readThresholds(fields: Json): readonly Threshold[] {
  const [base, ...rest] = listAt(fields, "thresholds", "steps");
  const values = rest.map((step) => numberAt(step, "value"));
  const ascending = values.every((value, index) => value !== undefined && value > (values[index - 1] ?? -Infinity));
  if (base === undefined || numberAt(base, "value") !== undefined || !ascending) return [];
  return values.flatMap((value) => (value === undefined ? [] : [{ value }]));
}

/** A single mapping of numbers to texts with colours; others the model cannot say. */
function readStates(fields: Json): readonly State[] {
  const [mapping, ...others] = listAt(fields, "mappings");
  if (others.length > 0 || textAt(mapping, "type") !== "value") return [];
  const results = Object.entries(objectAt(mapping, "options"));
  const states = results.map(([name, result]) => ({
    ...readState(name, result),
    index: numberAt(result, "index") ?? 0,
  }));
  if (states.some(({ value, text, color }) => value === undefined || text === undefined || color === undefined))
    return [];
  return states.sort((a, b) => a.index - b.index).map(({ index, ...state }) => state as State);
}

const readState = (name: string, result: unknown) => ({
  value: `${Number(name)}` === name ? Number(name) : undefined,
  text: textAt(result, "text"),
  color: textAt(result, "color"),
});

/** All of them are ours to write, or none. */
export function readLinks(fields: Json): readonly DataLink[] {
  const links = listAt(fields, "links").map((link) => ({ title: textAt(link, "title"), url: textAt(link, "url") }));
  return links.every((link): link is DataLink => link.title !== undefined && link.url !== undefined) ? links : [];
}

/** What a panel's values are called when there are none, and where a click on them leads. */
export const readValues = (panel: Json): Pick<Described, "links" | "whenEmpty"> => {
  const fields = valueAt(panel, "fieldConfig", "defaults");
  const whenEmpty = textAt(fields, "noValue");
  return { links: isObject(fields) ? readLinks(fields) : [], ...(whenEmpty !== undefined && { whenEmpty }) };
};
