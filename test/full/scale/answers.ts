import { basic, type Login } from "../../../cli/stack/prometheus.ts";

/** A sample: seconds since the epoch. */
export interface Point {
  readonly at: number;
  readonly value: number;
}

export interface Series {
  readonly labels: Readonly<Record<string, string>>;
  readonly points: readonly Point[];
}

export interface Range {
  /** Seconds since the epoch. */
  readonly from: number;
  readonly to: number;
  /** Seconds. */
  readonly step: number;
  /** How old a sample may be that stands for a step, seconds. */
  readonly lookback: number;
}

/** Thanos Query, asked as a person asks it. https://thanos.io/tip/components/query.md */
export interface Answers {
  /** One series where several Prometheus brought the same: what dashboards see. */
  range(promql: string, range: Range): Promise<readonly Series[]>;
  /** A series for each Prometheus that brought it. */
  rangeByReplica(promql: string, range: Range): Promise<readonly Series[]>;
  /** Now, each Prometheus for itself. */
  byReplica(promql: string): Promise<readonly Series[]>;
  /** Every sample of a time as it was scraped, of one series where several Prometheus brought the same. */
  samples(selector: string, time: Pick<Range, "from" | "to">): Promise<readonly Series[]>;
}

const PATIENCE_MILLISECONDS = 20_000;

export function answers(url: string, login: Login): Answers {
  const ask = async (path: string, parameters: Readonly<Record<string, string>>): Promise<readonly Series[]> => {
    const response = await fetch(`${url}/api/v1/${path}?${new URLSearchParams(parameters)}`, {
      headers: { authorization: basic(login) },
      signal: AbortSignal.timeout(PATIENCE_MILLISECONDS),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${url} answered ${response.status}: ${text.slice(0, 500)}`);
    return (JSON.parse(text) as { data: { result: readonly ApiSeries[] } }).data.result.map(series);
  };
  const range =
    (dedup: boolean) =>
    (query: string, { from, to, step, lookback }: Range) =>
      ask("query_range", {
        query,
        start: `${from}`,
        end: `${to}`,
        step: `${step}`,
        lookback_delta: `${lookback}s`,
        dedup: `${dedup}`,
      });
  return {
    range: range(true),
    rangeByReplica: range(false),
    byReplica: (query) => ask("query", { query, dedup: "false" }),
    samples: (selector, { from, to }) =>
      ask("query", { query: `${selector}[${Math.round((to - from) * 1000)}ms]`, time: `${to}`, dedup: "true" }),
  };
}

type ApiPoint = readonly [at: number, value: string];
interface ApiSeries {
  readonly metric: Readonly<Record<string, string>>;
  readonly values?: readonly ApiPoint[];
  readonly value?: ApiPoint;
}

const series = ({ metric, values = [], value }: ApiSeries): Series => ({
  labels: metric,
  points: [...values, ...(value ? [value] : [])].map(([at, text]) => ({ at, value: Number(text) })),
});
