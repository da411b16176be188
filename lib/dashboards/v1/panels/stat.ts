import type { Stat } from "../../panels/stat.ts";
import type { References } from "../../references.ts";
import { fieldDefaults } from "../field-config.ts";
import { NEWEST } from "../reduction.ts";
import { targets } from "../targets.ts";

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
