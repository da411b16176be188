import { type Labels, matches } from "../names.ts";

/** Source: Kubernetes, meta/v1 LabelSelector; of the operators, monitors here need `In` alone. */
export interface LabelSelector {
  readonly matchLabels?: Labels;
  readonly matchExpressions?: readonly {
    readonly key: string;
    readonly operator: "In" | "NotIn" | "Exists" | "DoesNotExist";
    readonly values?: readonly string[];
  }[];
}

/** One selector for what any of these labels tells: those in common must match, the others be one of theirs. */
export function joined(labels: readonly [Labels, ...Labels[]]): LabelSelector {
  const [first, ...others] = labels;
  const shared = Object.entries(first).filter(([key, value]) => others.every((other) => other[key] === value));
  const differing = Object.keys(first).filter((key) => !shared.some(([one]) => one === key));
  const values = (key: string) => labels.flatMap((one) => one[key] ?? []);
  return {
    matchLabels: Object.fromEntries(shared),
    ...(differing.length > 0 && {
      matchExpressions: differing.map((key) => ({ key, operator: "In" as const, values: values(key) })),
    }),
  };
}

/** Whether a selector picks what bears these labels. An empty one picks everything. */
export function selects({ matchLabels = {}, matchExpressions = [] }: LabelSelector, labels: Labels): boolean {
  return (
    matches(matchLabels, labels) &&
    matchExpressions.every(({ key, operator, values = [] }) => {
      const value = labels[key];
      if (operator === "Exists") return value !== undefined;
      if (operator === "DoesNotExist") return value === undefined;
      const isIn = value !== undefined && values.includes(value);
      return operator === "In" ? isIn : !isIn;
    })
  );
}

/** `app=quantflow-app, tier in (a, b)` */
export function selectorText({ matchLabels = {}, matchExpressions = [] }: LabelSelector): string {
  const parts = [
    ...Object.entries(matchLabels).map(([key, value]) => `${key}=${value}`),
    ...matchExpressions.map(({ key, operator, values = [] }) => `${key} ${operator} (${values.join(", ")})`),
  ];
  return parts.join(", ") || "everything";
}
