/**
 * Why a query draws nothing, from the deepest cause to the shallowest. The order of the questions is that of pint's
 * check promql/series (github.com/cloudflare/pint, docs/checks/promql/series.md).
 */
export type Reason =
  /** It is no PromQL; a checker says more. */
  | { readonly kind: "unreadable" }
  /** No series of this metric within the time that was looked back. */
  | { readonly kind: "never"; readonly series: string; readonly lookback: string }
  /** There were some; none is now. */
  | { readonly kind: "vanished"; readonly series: string; readonly secondsAgo: number }
  /** The metric is there, without this label. */
  | { readonly kind: "label"; readonly metric: string; readonly label: string }
  /** The label is there, with other values only; `values` are some of them. */
  | { readonly kind: "value"; readonly metric: string; readonly matcher: string; readonly values: readonly string[] }
  /** The value was there, and is no more. */
  | { readonly kind: "value-gone"; readonly metric: string; readonly matcher: string; readonly secondsAgo: number }
  /** Each matcher finds something, but not the same series. */
  | { readonly kind: "combination"; readonly selector: string }
  /** The series are there; the window holds fewer samples than the function needs. */
  | { readonly kind: "samples"; readonly text: string }
  /** A comparison that no value passes. */
  | { readonly kind: "filtered"; readonly text: string }
  /** Both sides have series, none of which belong together. */
  | { readonly kind: "unmatched"; readonly text: string }
  /** Numbers go in and no number comes out: nothing happened that could be divided or ranked. */
  | { readonly kind: "no-traffic"; readonly text: string }
  /** Everything that goes in has numbers. */
  | { readonly kind: "operation"; readonly text: string };
