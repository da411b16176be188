import { describe, expect, it } from "vitest";
import { historyAt } from "../../../cli/review/backtest-history.ts";

const EVALUATIONS = { first: 0, last: 15_000, interval: 15_000 };
const url = "http://prometheus.example:9090/path";

interface Asked {
  readonly url: string;
  readonly form: URLSearchParams;
  readonly authorization: string | null;
}

/** A Prometheus that always answers the same. */
function answering(status: number, body: unknown, login?: { readonly user: string; readonly password: string }) {
  const asked: Asked[] = [];
  const ask: typeof fetch = async (address, init) => {
    const authorization = new Headers(init?.headers).get("authorization");
    asked.push({ url: String(address), form: new URLSearchParams(String(init?.body ?? "")), authorization });
    return new Response(typeof body === "string" ? body : JSON.stringify(body), { status });
  };
  return { asked, history: historyAt({ url, login }, new AbortController().signal, ask) };
}

const matrix = (result: readonly object[]) => ({ status: "success", data: { resultType: "matrix", result } });

describe("a Prometheus that is asked about its past", () => {
  it("is asked in parts of 11,000 points, and what it answers is put together", async () => {
    const { history, asked } = answering(200, matrix([{ metric: { a: "1" }, values: [[0.015, "NaN"]] }]));
    const evaluations = { first: 0, last: 7 * 86_400_000, interval: 15_000 };
    expect(await history.range("x > 1", evaluations)).toEqual([{ labels: { a: "1" }, at: [15, 15, 15, 15] }]);
    expect(asked.map(({ url }) => url)).toEqual(Array(4).fill(`${url}/api/v1/query_range`));
    expect(asked.map(({ form }) => [form.get("start"), form.get("end")])).toEqual([
      ["0", "164985"],
      ["165000", "329985"],
      ["330000", "494985"],
      ["495000", "604800"],
    ]);
    expect(Object.fromEntries(asked[0]?.form ?? [])).toMatchObject({
      ...{ query: "x > 1", step: "15", timeout: "30s", limit: "1001" },
    });
  });

  it("counts a histogram as a sample", async () => {
    const { history } = answering(200, matrix([{ metric: {}, values: [[15, "1"]], histograms: [[0, {}]] }]));
    expect(await history.range("x", EVALUATIONS)).toEqual([{ labels: {}, at: [0, 15_000] }]);
  });

  it("is told the login, and who asks without one asks without", async () => {
    const { history, asked } = answering(200, matrix([]), { user: "reader", password: "p:w" });
    await history.range("x", EVALUATIONS);
    expect(asked[0]?.authorization).toBe(`Basic ${Buffer.from("reader:p:w").toString("base64")}`);
    const open = answering(200, matrix([]));
    await open.history.range("x", EVALUATIONS);
    expect(open.asked[0]?.authorization).toBeNull();
  });

  it.each<[string, number, unknown, string]>([
    ["a login that is refused", 401, "Unauthorized", `Prometheus at ${url} refuses the login (status 401)`],
    ["a query that fails", 422, { status: "error", error: "many-to-many" }, "the query fails: many-to-many"],
    ["what is no Prometheus", 200, "<html>", "the answer is none of Prometheus (status 200)"],
    ["a server that is broken", 502, "Bad gateway", "the answer is none of Prometheus (status 502)"],
    [
      "too many series",
      200,
      matrix(Array.from({ length: 1001 }, () => ({ metric: {}, values: [] }))),
      "it gives more than 1000 series",
    ],
    ["too long an answer", 200, "x".repeat(65 * 2 ** 20), `${url} answers with more than 64 MiB`],
  ])("says of %s what it is", async (_, status, body, message) => {
    await expect(answering(status, body).history.range("x", EVALUATIONS)).rejects.toThrow(message);
  });

  it("says of a host that is not there why", async () => {
    const ask = () => Promise.reject(new TypeError("fetch failed", { cause: new Error("connect ECONNREFUSED") }));
    const history = historyAt({ url, login: undefined }, new AbortController().signal, ask);
    await expect(history.range("x", EVALUATIONS)).rejects.toThrow(
      `Prometheus at ${url} does not answer: connect ECONNREFUSED`,
    );
  });

  it("ends at Ctrl-C", async () => {
    const ask = () => Promise.reject(new DOMException("aborted", "AbortError"));
    const history = historyAt({ url, login: undefined }, AbortSignal.abort(), ask);
    await expect(history.range("x", EVALUATIONS)).rejects.toThrow("Stopped by Ctrl-C");
  });

  it.each([
    [200, { status: "success", data: { yaml: "global:\n  evaluation_interval: 15s\n" } }, 15_000],
    [200, { status: "success", data: { yaml: "global: {}\n" } }, 60_000],
    [404, "404 page not found", 60_000],
  ])("evaluates as its configuration says, else each minute (%#)", async (status, body, expected) => {
    expect(await answering(status, body).history.evaluationInterval()).toBe(expected);
  });

  it("says whether it knows a metric", async () => {
    expect(await answering(200, { status: "success", data: [{}] }).history.has("x", 0, 1000)).toBe(true);
    expect(await answering(200, { status: "success", data: [] }).history.has("x", 0, 1000)).toBe(false);
  });
});
