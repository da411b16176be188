import { describe, expect, it } from "vitest";
import { accessTo } from "../../../cli/dashboards/preview-prometheus.ts";

describe("a Prometheus that is named", () => {
  it.each([
    ["http://localhost:9090", { url: "http://localhost:9090" }],
    ["http://localhost:9090/", { url: "http://localhost:9090" }],
    ["https://metrics.example/prometheus/", { url: "https://metrics.example/prometheus" }],
    [
      "https://me%40work:p%3Ass@metrics.example",
      { url: "https://metrics.example", login: { user: "me@work", password: "p:ss" } },
    ],
  ])("%s", (text, access) => {
    expect(accessTo(text)).toEqual(access);
  });

  it.each(["localhost:9090", "ftp://metrics.example", "nonsense", ""])(
    "fails on %j, and says how one is named",
    (text) => {
      expect(() => accessTo(text)).toThrow(expect.objectContaining({ code: "dashboards/unusable-prometheus-url" }));
    },
  );

  it("shows no password in its complaint", () => {
    expect(() => accessTo("ftp://user:secret@metrics.example")).toThrow(/^"ftp:\/\/metrics.example" is no address/);
  });
});
