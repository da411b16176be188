import { z } from "zod";
import { type Evaluations, inParts, joined, NotTold, type Series } from "../../lib/alerting/backtest/index.ts";
import { parseDuration } from "../../lib/promql/index.ts";
import { foreignYaml } from "../../lib/services/foreign-yaml.ts";
import type { Login } from "../stack/prometheus.ts";
import { type Answer, dataOf, requester } from "./backtest-request.ts";

/** What a Prometheus, or what speaks its API, remembers. Instants and lengths in milliseconds. */
export interface History {
  /** The samples of an expression, no more than 1,000 series. Fails with `NotTold` where the query does, or its answer is too large. */
  range(promql: string, evaluations: Evaluations): Promise<readonly Series[]>;
  /** Whether there is any series of a metric in this time. */
  has(metric: string, from: number, to: number): Promise<boolean>;
  /** Of rules whose group says none. */
  evaluationInterval(): Promise<number>;
}

export interface Access {
  /** Without a slash at its end. */
  readonly url: string;
  readonly login: Login | undefined;
}

/** Prometheus answers no more of a series at once. */
const MOST_POINTS = 11_000;
const MOST_SERIES = 1000;
const MOST_SAMPLES = 5_000_000;
const PATIENCE_SECONDS = 30;
/** Source: prometheus.io/docs/prometheus/latest/configuration/configuration, global.evaluation_interval. */
const DEFAULT_INTERVAL = "1m";

/** Each call fails with a CliError where nobody answers or the login is refused. https://prometheus.io/docs/prometheus/latest/querying/api/ */
export function historyAt(access: Access, signal: AbortSignal, ask: typeof fetch = fetch): History {
  const request = requester(access, { signal, ask, seconds: PATIENCE_SECONDS });
  const partOf = async (query: string, { first, last, interval }: Evaluations): Promise<readonly Series[]> => {
    const times = inSeconds({ start: first, end: last, step: interval });
    const limits = { timeout: `${PATIENCE_SECONDS}s`, limit: `${MOST_SERIES + 1}` };
    return seriesIn(dataOf(await request("query_range", { query, ...times, ...limits }), matrix));
  };
  return {
    async range(promql, evaluations) {
      const parts: (readonly Series[])[] = [];
      for (const part of inParts(evaluations, MOST_POINTS)) {
        parts.push(await partOf(promql, part));
        if (samplesIn(parts.flat()) > MOST_SAMPLES) throw new NotTold(`it gives more than ${MOST_SAMPLES} samples`);
      }
      return joined(parts);
    },
    async has(metric, from, to) {
      const form = { "match[]": `{__name__=${JSON.stringify(metric)}}`, limit: "1" };
      const answer = await request("series", { ...form, ...inSeconds({ start: from, end: to }) });
      return dataOf(answer, z.array(z.unknown())).length > 0;
    },
    async evaluationInterval() {
      const answer = await request("status/config");
      // What only speaks the API of Prometheus has no such configuration to tell.
      const written = answer.status === 404 ? DEFAULT_INTERVAL : intervalIn(answer);
      return (parseDuration(written) ?? 60) * 1000;
    },
  };
}

/** Seconds and a value. */
const points = z.array(z.tuple([z.number(), z.unknown()])).default([]);
const matrix = z.object({
  result: z.array(z.object({ metric: z.record(z.string(), z.string()), values: points, histograms: points })),
});

function seriesIn({ result }: z.infer<typeof matrix>): readonly Series[] {
  if (result.length > MOST_SERIES) throw new NotTold(`it gives more than ${MOST_SERIES} series`);
  return result.map(({ metric, values, histograms }) => ({
    labels: metric,
    at: [...values, ...histograms].map(([time]) => Math.round(time * 1000)).sort((left, right) => left - right),
  }));
}

const samplesIn = (series: readonly Series[]): number => series.reduce((sum, { at }) => sum + at.length, 0);

function intervalIn(answer: Answer): string {
  const { yaml } = dataOf(answer, z.object({ yaml: z.string() }));
  try {
    return configuration.parse(foreignYaml(yaml) ?? {}).global?.evaluation_interval ?? DEFAULT_INTERVAL;
  } catch {
    throw new NotTold("the configuration that Prometheus tells cannot be read");
  }
}

const configuration = z.object({ global: z.object({ evaluation_interval: z.string().nullish() }).nullish() });

const inSeconds = (times: Readonly<Record<string, number>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(times).map(([name, milliseconds]) => [name, `${milliseconds / 1000}`]));
