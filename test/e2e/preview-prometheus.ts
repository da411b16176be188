import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** A series without its points: Prometheus answers a range with one at every step, an instant with one. */
export interface GivenSeries {
  readonly metric: Readonly<Record<string, string>>;
  readonly value: (at: number) => number;
}

export interface GivenPrometheus {
  readonly url: string;
  /** Every query that was sent, in its order. */
  readonly asked: readonly string[];
  close(): Promise<void>;
}

/** Speaks as much of Prometheus' HTTP API as the page asks: queries by their text, one label's values, rules. */
export async function givenPrometheus(given: {
  readonly queries: Readonly<Record<string, readonly GivenSeries[]>>;
  readonly labels: Readonly<Record<string, readonly string[]>>;
  readonly rules: readonly object[];
}): Promise<GivenPrometheus> {
  const asked: string[] = [];
  const answer = (path: string, form: URLSearchParams): readonly [status: number, body: object] => {
    const label = /^\/api\/v1\/label\/(\w+)\/values$/.exec(path)?.[1];
    if (label) return [200, success(given.labels[label] ?? [])];
    if (path === "/api/v1/rules") return [200, success({ groups: [{ name: "given", rules: given.rules }] })];
    const query = form.get("query") ?? "";
    asked.push(query);
    if (query.includes("(("))
      return [400, { status: "error", errorType: "bad_data", error: "parse error: unclosed (" }];
    const series = given.queries[query] ?? [];
    return [
      200,
      success(path.endsWith("query_range") ? matrix(series, form) : vector(series, Number(form.get("time")))),
    ];
  };
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    const [status, body] = answer(pathname, new URLSearchParams(Buffer.concat(await request.toArray()).toString()));
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const close = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return { url: `http://127.0.0.1:${port}`, asked, close };
}

const success = (data: unknown) => ({ status: "success", data });

const vector = (series: readonly GivenSeries[], time: number) => ({
  resultType: "vector",
  result: series.map(({ metric, value }) => ({ metric, value: [time, String(value(time))] })),
});

function matrix(series: readonly GivenSeries[], form: URLSearchParams) {
  const [start = 0, end = 0, step = 1] = ["start", "end", "step"].map((name) => Number(form.get(name)));
  const times = Array.from({ length: Math.floor((end - start) / step) + 1 }, (_, index) => start + index * step);
  const points = (value: GivenSeries["value"]) => times.map((at) => [at, String(value(at))]);
  return { resultType: "matrix", result: series.map(({ metric, value }) => ({ metric, values: points(value) })) };
}
