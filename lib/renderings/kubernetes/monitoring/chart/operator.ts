import { mebibytes } from "../../../../metrics/units.ts";
import { resources } from "../../values.ts";
import { type Setting, setting, under } from "./setting.ts";

/** The operator itself; its image is the chart's own, which its definitions fit. */
export const operatorSettings: readonly Setting[] = under("prometheusOperator", [
  setting("kubeletService.enabled", false, "nobody scrapes kubelets"),
  setting("resources", resources({ memory: mebibytes(192), cpus: 0.5 }), "the chart gives none"),
  setting(
    "prometheusConfigReloader.resources",
    resources({ memory: mebibytes(48), cpus: 0.1 }),
    "the chart gives none",
  ),
  setting("prometheusConfigReloader.enableProbe", true, "a reloader that hangs is started again"),
]);
