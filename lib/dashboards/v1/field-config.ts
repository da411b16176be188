import type { Described } from "../panels/described.ts";
import type { Scale, State } from "../panels/drawn.ts";

/** How values are written, coloured and judged, whatever draws them: `fieldConfig.defaults`. */
export const fieldDefaults = (panel: Scale & Partial<Pick<Described, "links" | "whenEmpty">>): object => ({
  unit: panel.unit,
  thresholds: { mode: "absolute", steps: steps(panel) },
  mappings: mappings(panel.states),
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

const mappings = (states: readonly State[]): readonly object[] =>
  states.length === 0
    ? []
    : [
        {
          type: "value",
          options: Object.fromEntries(
            states.map(({ value, text, color }, index) => [`${value}`, { text, color, index }]),
          ),
        },
      ];
