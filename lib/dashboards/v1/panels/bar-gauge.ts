import type { BarGauge } from "../../panels/bar-gauge.ts";
import type { Json } from "../../reading/json.ts";
import type { References } from "../../references.ts";
import { fieldDefaults } from "../field-config.ts";
import { NEWEST } from "../reduction.ts";
import { INSTANT, targets } from "../targets.ts";
import { type Part, readDrawn } from "./drawn.ts";

export const barGauge = (panel: BarGauge, references: References): object => ({
  ...targets(panel.queries, references, INSTANT),
  fieldConfig: { defaults: { ...fieldDefaults(panel), color: { mode: "thresholds" } }, overrides: [] },
  options: {
    reduceOptions: NEWEST,
    orientation: "horizontal",
    displayMode: "basic",
    valueMode: "color",
    namePlacement: "auto",
    showUnfilled: true,
    sizing: "auto",
  },
});

export const readBarGauge = (part: Part, panel: Json): BarGauge | undefined => {
  const drawn = readDrawn(part, panel);
  return drawn && { kind: "bargauge", ...drawn };
};
