import { isObject, type Json, listAt, numeric, objectAt, textAt } from "../../../reading/json.ts";
import { said } from "../step.ts";
import { axis, lines, yaxis } from "./drawing.ts";

/** Colours and drawings of single series, by their names: `aliasColors` first, then `seriesOverrides`. */
export const seriesOverrides = (panel: Json): readonly Json[] => [
  ...Object.entries(objectAt(panel, "aliasColors")).flatMap(([name, color]) =>
    typeof color === "string" ? [override(name, { color: fixed(color) })] : [],
  ),
  ...listAt(panel, "seriesOverrides")
    .filter(isObject)
    .flatMap((one) => {
      const properties = propertiesOf(one, panel);
      return Object.keys(properties).length > 0 ? [override(textAt(one, "alias") ?? "", properties)] : [];
    }),
];

const fixed = (color: string): Json => ({ mode: "fixed", fixedColor: color });

/** A name in slashes is a regular expression. */
const override = (alias: string, properties: Json): Json => ({
  matcher: /^\/.*\/[gimsuy]*$/.test(alias) ? { id: "byRegexp", options: alias } : { id: "byName", options: alias },
  properties: Object.entries(properties).map(([id, value]) => ({ id, value })),
});

function propertiesOf(one: Json, panel: Json): Json {
  const right = numeric(one["yaxis"]) === 2 ? yaxis(panel, 1) : undefined;
  const color = textAt(one, "color");
  const drawing = Object.entries(lines(one)).map(([id, value]) => [`custom.${id}`, value]);
  return said({
    color: color === undefined ? undefined : fixed(color),
    ...Object.fromEntries(drawing),
    ...(right && {
      "custom.axisPlacement": "right",
      ...axis(right),
      "custom.axisLabel": textAt(right, "label") || undefined,
    }),
    "custom.transform": one["transform"] === "negative-Y" ? "negative-Y" : undefined,
    "custom.fillBelowTo": textAt(one, "fillBelowTo"),
    "custom.hideFrom": one["legend"] === false ? { legend: true, tooltip: false, viz: false } : undefined,
    "custom.stacking": stacking(one["stack"]),
  });
}

/** A stack's name, or no stack. */
const stacking = (stack: unknown): Json | undefined => {
  if (stack === false) return { mode: "none", group: "A" };
  return typeof stack === "string" ? { mode: "normal", group: stack } : undefined;
};
