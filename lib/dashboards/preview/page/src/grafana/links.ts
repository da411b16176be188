import { type DataFrame, type Field, getFieldDisplayName, type InterpolateFunction, locationUtil } from "@grafana/data";
import type { Format } from "../data/format.ts";
import { either, interpolate, type Lookup, type Value } from "../data/interpolate.ts";

locationUtil.initialize({
  config: { appSubUrl: "" } as Parameters<typeof locationUtil.initialize>[0]["config"],
  getVariablesUrlParams: () => ({}),
  getTimeRangeForUrl: () => ({ from: "", to: "" }),
});

/** What was clicked: `__dataContext` of Grafana's link variables. */
interface DataContext {
  readonly data: DataFrame[];
  readonly frame: DataFrame;
  readonly field: Field;
  readonly rowIndex?: number;
  readonly calculatedValue?: { readonly text: string; readonly numeric: number };
}

/** The function by which Grafana's components replace variables in titles and links. */
export const replacer =
  (variables: Lookup): InterpolateFunction =>
  (text, scoped, format) => {
    const context = scoped?.["__dataContext"]?.value as DataContext | undefined;
    const lookup = context ? either(contextVariables(context), variables) : variables;
    return interpolate(text, lookup, typeof format === "string" ? (format as Format) : "glob");
  };

/** Source: Grafana, "Data link variables". */
const contextVariables =
  (context: DataContext): Lookup =>
  (name, path = "") => {
    const found = contextValue(context, name, path);
    return found === undefined ? undefined : { value: found };
  };

function contextValue(
  { field, frame, data, ...at }: DataContext,
  name: string,
  path: string,
): Value["value"] | undefined {
  const displayName = getFieldDisplayName(field, frame, data);
  switch (name) {
    case "__field":
      return path.startsWith("labels") ? label(field, path) : displayName;
    case "__series":
      return frame.name ?? displayName;
    case "__value":
      return path === "time" ? timeOf(frame, at.rowIndex) : textOfValue(field, path, at);
    case "__data":
      return cellOf(frame, path, at.rowIndex);
    default:
      return undefined;
  }
}

/** `labels.stream` and `labels["stream"]`; empty where the series has no such label. */
const label = ({ labels = {} }: Field, path: string): string => labels[lastWord(path)] ?? "";

const lastWord = (path: string): string =>
  path
    .split(/[.[\]"']+/)
    .filter((part) => part !== "")
    .at(-1) ?? "";

const timeOf = (frame: DataFrame, row: number | undefined): string =>
  row === undefined ? "" : String(frame.fields.find(({ type }) => type === "time")?.values[row] ?? "");

function textOfValue(
  field: Field,
  path: string,
  { rowIndex, calculatedValue }: Pick<DataContext, "rowIndex" | "calculatedValue">,
) {
  const shown = calculatedValue ?? (rowIndex === undefined ? undefined : field.display?.(field.values[rowIndex]));
  return path === "text" ? (shown?.text ?? "") : String(shown?.numeric ?? "");
}

/** `fields.instance` and `fields["instance"]` of the row that was clicked. */
const cellOf = (frame: DataFrame, path: string, row: number | undefined): string =>
  row === undefined ? "" : String(frame.fields.find(({ name }) => name === lastWord(path))?.values[row] ?? "");
