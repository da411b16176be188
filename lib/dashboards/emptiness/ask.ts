import { z } from "zod";
import type { Ask, Sample } from "./emptiness.ts";
import { prometheusRefuses } from "./errors.ts";

/** Where samples are asked for, and as whom. */
export interface Asked {
  /** `http://localhost:9090` */
  readonly url: string;
  readonly login?: { readonly user: string; readonly password: string };
}

const PATIENCE_MILLISECONDS = 30_000;

const point = z.tuple([z.number(), z.string()]);
const answer = z.object({
  data: z.discriminatedUnion("resultType", [
    z.object({
      resultType: z.literal("vector"),
      result: z.array(z.object({ metric: z.record(z.string(), z.string()), value: point })),
    }),
    z.object({ resultType: z.literal("scalar"), result: point }),
  ]),
});
type Result = z.infer<typeof answer>["data"];

/** Instant queries at `at` (milliseconds since the epoch). Each fails with what Prometheus says instead of answering. */
export const askAt =
  ({ url, login }: Asked, at: number): Ask =>
  async (promql) => {
    const response = await fetch(`${url}/api/v1/query`, {
      method: "POST",
      body: new URLSearchParams({ query: promql, time: `${at / 1000}` }),
      headers: login ? { authorization: basic(login) } : {},
      signal: AbortSignal.timeout(PATIENCE_MILLISECONDS),
    }).catch((error: Error) => {
      // fetch wraps what happened ("fetch failed"); the cause says it.
      throw prometheusRefuses(url, error.cause instanceof Error ? error.cause.message : error.message);
    });
    const text = await response.text();
    if (!response.ok) throw prometheusRefuses(url, `it answered ${response.status}: ${text.slice(0, 300)}`);
    return samples(resultIn(url, text));
  };

function resultIn(url: string, text: string): Result {
  try {
    return answer.parse(JSON.parse(text)).data;
  } catch {
    throw prometheusRefuses(url, `its answer has another form: ${text.slice(0, 100)}`);
  }
}

const basic = ({ user, password }: NonNullable<Asked["login"]>): string =>
  `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}`;

const samples = (data: Result): readonly Sample[] =>
  data.resultType === "scalar"
    ? [{ labels: {}, value: number(data.result[1]) }]
    : data.result.map(({ metric, value }) => ({ labels: metric, value: number(value[1]) }));

/** As Prometheus spells them; JavaScript has its own words for what is endless. */
const number = (text: string): number => Number(text.replace("Inf", "Infinity"));
