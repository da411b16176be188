import { gauge } from "../../lib/metrics/definitions.ts";

export const probeSuccess = gauge({
  name: "probe_success",
  help: "Displays whether or not the probe was a success",
  unit: "boolean",
});

export const probeDuration = gauge({
  name: "probe_duration_seconds",
  help: "Returns how long the probe took to complete in seconds",
  unit: "seconds",
});
