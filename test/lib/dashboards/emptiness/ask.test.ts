import { describe, expect, it } from "vitest";
import { askAt } from "../../../../lib/dashboards/emptiness/index.ts";
import { fakePrometheus } from "../preview/server/given.ts";

const answering = async (status: number, body: unknown) => {
  const bodies: string[] = [];
  const { url, asked } = await fakePrometheus(async (request, response) => {
    for await (const chunk of request) bodies.push(String(chunk));
    response.writeHead(status).end(JSON.stringify(body));
  });
  return { url, asked, bodies };
};

describe("what Prometheus has at a time", () => {
  it("are the samples of an expression", async () => {
    const result = [
      { metric: { job: "a" }, value: [10, "0.5"] },
      { metric: { job: "b" }, value: [10, "NaN"] },
      { metric: { job: "c" }, value: [10, "-Inf"] },
    ];
    const { url, asked, bodies } = await answering(200, { data: { resultType: "vector", result } });
    const ask = askAt({ url, login: { user: "admin", password: "secret" } }, 10_500);
    expect(await ask("up + 1")).toEqual([
      { labels: { job: "a" }, value: 0.5 },
      { labels: { job: "b" }, value: Number.NaN },
      { labels: { job: "c" }, value: Number.NEGATIVE_INFINITY },
    ]);
    expect(bodies).toEqual(["query=up+%2B+1&time=10.5"]);
    expect(asked[0]?.headers.authorization).toBe("Basic YWRtaW46c2VjcmV0");
  });

  it("is one number of a scalar", async () => {
    const { url } = await answering(200, { data: { resultType: "scalar", result: [10, "3"] } });
    expect(await askAt({ url }, 0)("3")).toEqual([{ labels: {}, value: 3 }]);
  });

  it("fails with what Prometheus says instead", async () => {
    const { url } = await answering(400, { status: "error", error: "parse error" });
    await expect(askAt({ url }, 0)("(")).rejects.toMatchObject({
      code: "dashboards/prometheus-refuses",
      message: expect.stringContaining("parse error"),
    });
    await expect(askAt({ url: "http://127.0.0.1:1" }, 0)("up")).rejects.toThrow("does not say what it has: bad port");
  });
});
