import type { Duration } from "../../metrics/units.ts";

/**
 * A duration of whole seconds as Go prints it: the daemon reads `60s` back as `1m0s`, and any other spelling would show
 * as a change in every plan. Source: Go's time.Duration.String.
 */
export function goDuration({ value }: Duration): string {
  const [hours, minutes, seconds] = [Math.floor(value / 3600), Math.floor((value % 3600) / 60), value % 60];
  if (hours > 0) return `${hours}h${minutes}m${seconds}s`;
  return minutes > 0 ? `${minutes}m${seconds}s` : `${seconds}s`;
}
