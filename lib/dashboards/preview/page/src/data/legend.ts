import { type Labels, seriesText } from "./prometheus.ts";

/**
 * The name of a series as Grafana's Prometheus data source gives it: `{{label}}` stands for the label's value, empty
 * where the series has none. Without a format (or with `__auto`) its labels, and the query of a series without labels.
 */
export function seriesName(format: string | undefined, labels: Labels, expression: string): string {
  if (format === undefined || format === "" || format === "__auto")
    return Object.keys(labels).length === 0 ? expression : seriesText(labels);
  return filled(format, labels);
}

/** `{{label}}` by the labels' values; empty where there is none. */
export const filled = (format: string, labels: Labels): string =>
  format.replaceAll(/\{\{\s*(.+?)\s*\}\}/g, (_, label: string) => labels[label] ?? "");
