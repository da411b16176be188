import type { VariableJson } from "./dashboard.ts";

/** Where the values of a query variable come from: of which label, in which series. */
export interface LabelQuery {
  readonly label: string;
  /** Undefined: in all series. */
  readonly selector?: string;
}

export const queryText = ({ query, definition }: VariableJson): string =>
  (typeof query === "object" ? query.query : query) ?? definition ?? "";

/** `label_values(label)` and `label_values(selector, label)`; undefined for any other query. */
export function labelQuery(text: string): LabelQuery | undefined {
  const [, selector, label] = /^\s*label_values\(\s*(?:(.+),\s*)?([A-Za-z_]\w*)\s*\)\s*$/s.exec(text) ?? [];
  if (label === undefined) return undefined;
  return selector === undefined ? { label } : { label, selector: selector.trim() };
}

/**
 * The values that a variable's `regex` lets through. With a group it is the group that counts; one named `value` or
 * `text` too. A text without slashes must match the whole value.
 */
export function filtered(values: readonly string[], regex: string | undefined): readonly string[] {
  if (regex === undefined || regex === "") return values;
  const [, body = "", flags = ""] = /^\/(.*)\/([gimsuy]*)$/s.exec(regex) ?? [undefined, `^(?:${regex})$`, ""];
  const pattern = new RegExp(body, flags.replaceAll(/[gy]/g, ""));
  return values.flatMap((value) => {
    const match = pattern.exec(value);
    return match ? [match.groups?.["value"] ?? match[1] ?? value] : [];
  });
}

/** Source: Grafana, VariableSort; odd ones ascend. */
export function sorted(values: readonly string[], sort = 0): readonly string[] {
  const compare = COMPARISONS[Math.ceil(sort / 2)];
  if (compare === undefined) return values;
  const ascending = [...values].sort(compare);
  return sort % 2 === 1 ? ascending : ascending.reverse();
}

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const COMPARISONS: Readonly<Record<number, (a: string, b: string) => number>> = {
  1: byText,
  2: (a, b) => Number.parseFloat(a) - Number.parseFloat(b),
  3: (a, b) => byText(a.toLowerCase(), b.toLowerCase()),
  4: (a, b) => a.localeCompare(b, "en", { numeric: true }),
};
