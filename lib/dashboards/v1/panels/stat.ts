import type { Stat } from "../../panels/stat.ts";
import type { Json } from "../../reading/json.ts";
import type { References } from "../../references.ts";
import { fieldDefaults } from "../field-config.ts";
import { NEWEST } from "../reduction.ts";
import { targets } from "../targets.ts";
import { type Part, readDrawn } from "./drawn.ts";

export const stat = (panel: Stat, references: References): object => ({
  ...targets(panel.queries, references),
  fieldConfig: { defaults: { ...fieldDefaults(panel), color: { mode: "thresholds" } }, overrides: [] },
  options: {
    reduceOptions: NEWEST,
    colorMode: "value",
    graphMode: "area",
    justifyMode: "auto",
    orientation: "auto",
    textMode: "auto",
  },
});

export const readStat = (part: Part, panel: Json): Stat | undefined => {
  const drawn = readDrawn(part, panel);
  return drawn && { kind: "stat", ...drawn };
};
