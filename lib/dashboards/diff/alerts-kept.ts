import type { Panel } from "../panels/panel.ts";
import type { Threshold } from "../threshold.ts";

/**
 * Grafana's JSON holds the value of a threshold and not whose limit it is. As many thresholds as before are the same
 * ones in the same order; otherwise those of the same value are.
 */
export function alertsKept(panel: Panel, base: Panel): Panel {
  if (panel.kind === "table" && base.kind === "table")
    return { ...panel, columns: panel.columns.map((column, at) => withAlerts(column, base.columns[at])) };
  return "thresholds" in panel && "thresholds" in base ? withAlerts(panel, base) : panel;
}

type Judged = { readonly thresholds: readonly Threshold[] };

function withAlerts<P extends Judged>(judged: P, base: Judged | undefined): P {
  const before = base?.thresholds ?? [];
  const sameCount = before.length === judged.thresholds.length;
  const alertOf = ({ value }: Threshold, at: number) =>
    (sameCount ? before[at] : before.find((one) => one.value === value))?.alert;
  return {
    ...judged,
    thresholds: judged.thresholds.map((threshold, at) => {
      const alert = alertOf(threshold, at);
      return { value: threshold.value, ...(alert !== undefined && { alert }) };
    }),
  };
}
