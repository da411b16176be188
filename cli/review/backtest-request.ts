import type { z } from "zod";
import { NotTold } from "../../lib/alerting/backtest/index.ts";
import { interrupted } from "../errors.ts";
import { basic, reason } from "../stack/prometheus.ts";
import type { Access } from "./backtest-history.ts";
import { prometheusLoginRefused, prometheusUnasked } from "./errors.ts";

export interface Answer {
  readonly status: number;
  readonly text: string;
}

interface Patience {
  readonly signal: AbortSignal;
  readonly ask: typeof fetch;
  /** How long an answer may take. */
  readonly seconds: number;
}

/** Prometheus ends a query after its time; the answer must still travel. */
const TRAVEL_SECONDS = 5;
const MOST_BYTES = 64 * 2 ** 20;
const LONGEST_MESSAGE = 160;

/** Asks the API, with a form where there is one. Fails with a CliError where nobody answers or the login is refused. */
export function requester({ url, login }: Access, { signal, ask, seconds }: Patience) {
  return async (path: string, form?: Readonly<Record<string, string>>): Promise<Answer> => {
    const patience = AbortSignal.timeout((seconds + TRAVEL_SECONDS) * 1000);
    try {
      const response = await ask(`${url}/api/v1/${path}`, {
        ...(form && { method: "POST", body: new URLSearchParams(form) }),
        headers: login ? { authorization: basic(login) } : {},
        signal: AbortSignal.any([signal, patience]),
      });
      if (response.status === 401 || response.status === 403) throw prometheusLoginRefused(url, response.status);
      return { status: response.status, text: await bounded(response, url) };
    } catch (error) {
      if (signal.aborted) throw interrupted();
      if (patience.aborted) throw new NotTold(`the answer takes longer than ${seconds} s`);
      throw error instanceof TypeError ? prometheusUnasked(url, reason(error)) : error;
    }
  };
}

/** Text up to a length that one process can hold beside the rest. */
async function bounded({ body }: Response, url: string): Promise<string> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of body ?? []) {
    parts.push(part);
    bytes += part.length;
    if (bytes > MOST_BYTES) throw new NotTold(`${url} answers with more than 64 MiB`);
  }
  return Buffer.concat(parts).toString("utf8");
}

/** What an answer holds. Fails with `NotTold` where it says why it holds nothing, or is none of Prometheus. */
export function dataOf<T>({ status, text }: Answer, shape: z.ZodType<T>): T {
  const answer = parsed(text);
  const read = shape.safeParse(answer?.data);
  if (status === 200 && read.success) return read.data;
  if (answer?.error === undefined) throw new NotTold(`the answer is none of Prometheus (status ${status})`);
  throw new NotTold(`the query fails: ${String(answer.error).slice(0, LONGEST_MESSAGE)}`);
}

function parsed(text: string): { readonly data?: unknown; readonly error?: unknown } | undefined {
  try {
    const answer: unknown = JSON.parse(text);
    return typeof answer === "object" && answer !== null ? answer : undefined;
  } catch {
    return undefined;
  }
}
