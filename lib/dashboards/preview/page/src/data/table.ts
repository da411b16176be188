import type { Series } from "./series.ts";

export interface TableField {
  readonly name: string;
  readonly type: "time" | "string" | "number";
  readonly values: readonly (string | number | null)[];
}

/**
 * The curves of one target as a table, a line a sample: time, the labels by name, the value. Its column is named after
 * the target where there are several, so that they can stand side by side.
 */
export function tableOf(series: readonly Series[], refId: string, several: boolean): readonly TableField[] {
  const rows = series.flatMap(({ labels, times, values }) =>
    values.flatMap((value, at) => (value === null ? [] : [{ labels, time: times[at] ?? null, value }])),
  );
  const labels = [...new Set(series.flatMap((one) => Object.keys(one.labels)))].sort();
  return [
    { name: "Time", type: "time", values: rows.map(({ time }) => time) },
    ...labels.map((label) => ({
      name: label,
      type: "string" as const,
      values: rows.map((row) => row.labels[label] ?? ""),
    })),
    { name: several ? `Value #${refId}` : "Value", type: "number", values: rows.map(({ value }) => value) },
  ];
}
