import type { Ask, Sample } from "../../lib/dashboards/emptiness/index.ts";
import type { PrometheusAccess } from "../../lib/dashboards/preview/server/index.ts";
import { basic, reason } from "../stack/prometheus.ts";
import { prometheusRefuses } from "./preview-errors.ts";

const PATIENCE_MILLISECONDS = 30_000;

type Result =
  | {
      readonly resultType: "vector";
      readonly result: readonly { readonly metric: Sample["labels"]; readonly value: readonly [number, string] }[];
    }
  | { readonly resultType: "scalar"; readonly result: readonly [number, string] };

/** Instant queries at `at` (milliseconds since the epoch). Each fails with what Prometheus says instead of answering. */
export const askAt =
  ({ url, login }: PrometheusAccess, at: number): Ask =>
  async (promql) => {
    const body = new URLSearchParams({ query: promql, time: `${at / 1000}` });
    const response = await fetch(`${url}/api/v1/query`, {
      method: "POST",
      body,
      headers: login ? { authorization: basic(login) } : {},
      signal: AbortSignal.timeout(PATIENCE_MILLISECONDS),
    }).catch((error) => {
      throw prometheusRefuses(url, reason(error));
    });
    const text = await response.text();
    if (!response.ok) throw prometheusRefuses(url, `it answered ${response.status}: ${text.slice(0, 300)}`);
    return samples((JSON.parse(text) as { data: Result }).data);
  };

const samples = (data: Result): readonly Sample[] =>
  data.resultType === "scalar"
    ? [{ labels: {}, value: number(data.result[1]) }]
    : data.result.map(({ metric, value }) => ({ labels: metric, value: number(value[1]) }));

/** As Prometheus spells them; JavaScript has its own words for what is endless. */
const number = (text: string): number => Number(text.replace("Inf", "Infinity"));
