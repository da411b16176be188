import { describe, expect, it } from "vitest";
import { Client } from "../../../../../lib/dashboards/preview/page/src/data/client.ts";

const SPAN = { from: 1_000_500, to: 2_000_000 };
const request = {
  ...{ refId: "A", expr: "up", span: SPAN, step: 15_000, legend: undefined },
  format: "time_series",
} as const;

/** A client whose server answers so, and what was sent to it. */
function answering(status: number, body: string) {
  const sent: string[] = [];
  const client = new Client(async (path, init) => {
    sent.push(`${init?.method ?? "GET"} ${path} ${init?.body ?? ""}`.trim());
    return new Response(body, { status });
  });
  return { client, sent };
}
const { signal } = new AbortController();

describe("the preview's client", () => {
  it("asks Prometheus for a range in seconds, and gives what is in its envelope", async () => {
    const { client, sent } = answering(200, '{"status":"success","data":{"resultType":"matrix","result":[]}}');
    expect(await client.query({ ...request, kind: "range" }, signal)).toEqual({ resultType: "matrix", result: [] });
    expect(sent).toEqual(["POST /api/prometheus/api/v1/query_range query=up&start=1000.5&end=2000&step=15"]);
  });

  it("asks at the end of the range for an instant", async () => {
    const { client, sent } = answering(200, '{"data":{"resultType":"vector","result":[]}}');
    await client.query({ ...request, kind: "instant" }, signal);
    expect(sent).toEqual(["POST /api/prometheus/api/v1/query query=up&time=2000"]);
  });

  it("asks for a label's values in some series", async () => {
    const { client, sent } = answering(200, '{"data":["a"]}');
    expect(await client.labelValues("job", 'up{x="y"}', SPAN)).toEqual(["a"]);
    expect(sent[0]).toBe(
      "GET /api/prometheus/api/v1/label/job/values?match%5B%5D=up%7Bx%3D%22y%22%7D&start=1000.5&end=2000",
    );
  });

  it("fails in Prometheus' own words", async () => {
    const { client } = answering(
      400,
      '{"status":"error","errorType":"bad_data","error":"parse error: unexpected end"}',
    );
    await expect(client.rules()).rejects.toMatchObject({
      code: "preview/refused",
      message: "parse error: unexpected end",
    });
  });

  it("fails in the server's words, and with its status where it has none", async () => {
    await expect(answering(404, '{"message":"there is no dashboard"}').client.dashboard("a")).rejects.toThrow(
      "there is no dashboard",
    );
    await expect(answering(500, "{}").client.settings()).rejects.toThrow("/api/settings answered 500 without a reason");
  });

  it("says so when something else answers", async () => {
    await expect(answering(200, "<html>").client.dashboards()).rejects.toMatchObject({ code: "preview/unreadable" });
  });

  it("says so when nobody answers", async () => {
    const client = new Client(async () => {
      throw new TypeError("fetch failed");
    });
    await expect(client.settings()).rejects.toMatchObject({ code: "preview/unreachable" });
  });
});
