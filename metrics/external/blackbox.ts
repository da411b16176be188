import { gauge } from "../../lib/metrics/definitions.ts";

export const probeSuccess = gauge({
  name: "probe_success",
  help: "Displays whether or not the probe was a success",
  unit: "boolean",
});
