import { SEVERITIES } from "../../alerting/rules/alert.ts";
import type { Watcher } from "../panels/described.ts";
import type { Panel } from "../panels/panel.ts";
import type { Threshold } from "../threshold.ts";

/** Ends in who watches it, so that a reader in Grafana knows: `Watched by HighLatency (warning) at 0.5.` */
export function writeDescription(panel: Panel): string {
  const watchers = panel.watchedBy.map(({ name, severity }) => {
    const limit = thresholdsOf(panel).find(({ alert }) => alert === name);
    return `${name} (${severity})${limit ? ` at ${limit.value}` : ""}`;
  });
  const footer = watchers.length > 0 ? [`Watched by ${watchers.join(", ")}.`] : [];
  return [...(panel.description === "" ? [] : [panel.description]), ...footer].join("\n\n");
}

const thresholdsOf = (panel: Panel): readonly Threshold[] => {
  if (panel.kind === "table") return panel.columns.flatMap(({ thresholds }) => thresholds);
  return "thresholds" in panel ? panel.thresholds : [];
};

/** A description without its footer, who watches the panel, and which values are an alert's own. */
export interface ReadDescription {
  readonly description: string;
  readonly watchedBy: readonly Watcher[];
  /** Value of a threshold -> the alert. */
  readonly limits: ReadonlyMap<number, string>;
}

const WATCHER = `[\\w-]+ \\((?:${SEVERITIES.join("|")})\\)(?: at [-+.\\de]+)?`;
const FOOTER = new RegExp(`(?:^|\\n\\n)Watched by (${WATCHER}(?:, ${WATCHER})*)\\.$`);

/** The inverse of `writeDescription`. */
export function readDescription(text: string): ReadDescription {
  const footer = FOOTER.exec(text);
  const watchers = (footer?.[1] ?? "").split(", ").flatMap((watcher) => {
    const [, name, severity, limit] = /^(\S+) \((\w+)\)(?: at (\S+))?$/.exec(watcher) ?? [];
    const known = SEVERITIES.find((one) => one === severity);
    return name !== undefined && known !== undefined ? [{ name, severity: known, limit }] : [];
  });
  return {
    description: footer ? text.slice(0, footer.index) : text,
    watchedBy: watchers.map(({ name, severity }) => ({ name, severity })),
    limits: new Map(watchers.flatMap(({ name, limit }) => (limit === undefined ? [] : [[Number(limit), name]]))),
  };
}

/** Thresholds that name the alert whose limit they are. */
export const withAlerts = (thresholds: readonly Threshold[], limits: ReadDescription["limits"]): readonly Threshold[] =>
  thresholds.map((threshold) => {
    const alert = limits.get(threshold.value);
    return alert === undefined ? threshold : { ...threshold, alert };
  });
