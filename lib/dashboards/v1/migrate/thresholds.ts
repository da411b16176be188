import { isObject, type Json, listAt, numeric, textAt } from "../../reading/json.ts";

/** Two numbers and three colours, `"50,80"`: the first colour below the first number. */
export function stepsOfNumbers(thresholds: unknown, colors: readonly unknown[]): readonly Json[] | undefined {
  const values = String(thresholds ?? "")
    .split(",")
    .flatMap((text) => numeric(text) ?? []);
  if (values.length === 0) return undefined;
  const colorAt = (index: number) => (typeof colors[index] === "string" ? colors[index] : FALLBACK[Math.min(index, 2)]);
  return [null, ...values].map((value, index) => ({ color: colorAt(index), value }));
}

const FALLBACK = ["green", "orange", "red"];
const COLORS: Readonly<Record<string, string>> = { ok: "green", warning: "orange", critical: "red" };

/**
 * Lines and areas of a graph. One that is greater than its number colours upwards from it; one that is less colours
 * what is below, which as steps is the colour before it.
 */
export function stepsOfGraph(thresholds: readonly unknown[]): readonly Json[] | undefined {
  const known = thresholds.filter(isObject).flatMap((one) => {
    const value = numeric(one["value"]);
    return value === undefined ? [] : [{ value, color: colorOf(one), isBelow: one["op"] === "lt" }];
  });
  if (known.length === 0) return undefined;
  const sorted = known.sort((a, b) => a.value - b.value);
  const first = sorted[0]?.isBelow ? sorted[0].color : "green";
  const after = (index: number) => {
    const next = sorted[index + 1];
    return next?.isBelow ? next.color : "green";
  };
  const steps = sorted.map(({ value, color, isBelow }, index) => ({ color: isBelow ? after(index) : color, value }));
  return [{ color: first, value: null }, ...steps];
}

const colorOf = (threshold: Json): string =>
  COLORS[textAt(threshold, "colorMode") ?? ""] ??
  textAt(threshold, "fillColor") ??
  textAt(threshold, "lineColor") ??
  "red";

/** Whether a graph drew its thresholds as lines, areas, or both. */
export function thresholdStyle(panel: Json): string {
  const drawn = listAt(panel, "thresholds").filter(isObject);
  const [lines, areas] = [drawn.some((one) => one["line"]), drawn.some((one) => one["fill"])];
  return lines && areas ? "line+area" : areas ? "area" : lines ? "line" : "off";
}
