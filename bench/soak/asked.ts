import { z } from "zod";
import { unexpectedAnswer } from "./errors.ts";
import type { Point } from "./slope.ts";

const answer = z.object({
  data: z.object({
    result: z.array(
      z.object({
        value: z.tuple([z.number(), z.string()]).optional(),
        values: z.array(z.tuple([z.number(), z.string()])).optional(),
      }),
    ),
  }),
});

async function ask(url: string, path: string, query: Readonly<Record<string, string>>) {
  const response = await fetch(`${url}/api/v1/${path}?${new URLSearchParams(query)}`, {
    signal: AbortSignal.timeout(30_000),
  });
  if (!response.ok) throw unexpectedAnswer(`${url} ${query["query"]}`, response.status, await response.text());
  return answer.parse(await response.json()).data.result;
}

/** The first value of an expression now; undefined where it has none. */
export async function valueNow(url: string, query: string): Promise<number | undefined> {
  const [first] = await ask(url, "query", { query });
  return first?.value && Number(first.value[1]);
}

/** The first series of an expression between two times, milliseconds since the epoch, a point each `stepSeconds`. */
export async function seriesOf(
  url: string,
  query: string,
  from: number,
  to: number,
  stepSeconds = 5,
): Promise<readonly Point[]> {
  const range = { query, start: `${from / 1000}`, end: `${to / 1000}`, step: `${stepSeconds}` };
  const [first] = await ask(url, "query_range", range);
  return (first?.values ?? []).map(([at, value]) => [at, Number(value)] as const);
}
