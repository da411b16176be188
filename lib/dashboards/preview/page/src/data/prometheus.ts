/** What Prometheus' HTTP API answers. Source: prometheus/docs, querying/api. */
export type Labels = Readonly<Record<string, string>>;

/** Seconds since 1970, and the number as text: `NaN`, `+Inf` and `-Inf` among them. */
export type Sample = readonly [time: number, value: string];

export interface RangeSeries {
  readonly metric: Labels;
  readonly values: readonly Sample[];
}

export interface InstantSeries {
  readonly metric: Labels;
  readonly value: Sample;
}

export type QueryData =
  | { readonly resultType: "matrix"; readonly result: readonly RangeSeries[] }
  | { readonly resultType: "vector"; readonly result: readonly InstantSeries[] }
  | { readonly resultType: "scalar" | "string"; readonly result: Sample };

export interface RuleGroups {
  readonly groups: readonly { readonly name: string; readonly rules: readonly Rule[] }[];
}

export type Rule = AlertingRule | { readonly type: "recording"; readonly name: string };

export interface AlertingRule {
  readonly type: "alerting";
  readonly name: string;
  readonly state: AlertState;
  readonly labels: Labels;
  readonly annotations: Labels;
  readonly alerts: readonly ActiveAlert[];
}

export type AlertState = "inactive" | "pending" | "firing" | "unknown";

export interface ActiveAlert {
  readonly labels: Labels;
  readonly annotations: Labels;
  readonly state: AlertState;
  /** RFC 3339. */
  readonly activeAt?: string;
  readonly value: string;
}

/** Prometheus' text of a number. */
export const numberOf = (text: string): number =>
  text === "+Inf" ? Number.POSITIVE_INFINITY : text === "-Inf" ? Number.NEGATIVE_INFINITY : Number(text);

/** `name{label="value"}`, labels by name; `{}` of a series without any. */
export function seriesText({ __name__ = "", ...labels }: Labels): string {
  const pairs = Object.keys(labels)
    .sort()
    .map((label) => `${label}=${JSON.stringify(labels[label])}`);
  return pairs.length === 0 && __name__ !== "" ? __name__ : `${__name__}{${pairs.join(", ")}}`;
}
