import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { contentType, formatFor } from "../../../lib/metrics/format.ts";

const name = (accept: string | undefined) => formatFor(accept).name;
const PROMETHEUS_3 =
  "application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.5,application/openmetrics-text;version=0.0.1;q=0.4,text/plain;version=1.0.0;escaping=allow-utf-8;q=0.3,text/plain;version=0.0.4;q=0.2,*/*;q=0.1";

describe("the format of a scrape", () => {
  it.each([
    ["what Prometheus 3 sends", PROMETHEUS_3],
    ["a request for it alone", "application/openmetrics-text"],
    ["a quoted version", 'application/openmetrics-text; version="1.0.0"'],
    ["more weight than the text", "text/plain;version=0.0.4;q=0.4, application/openmetrics-text;version=1.0.0;q=0.5"],
    ["its range before everything else", "application/*;q=0.9, */*;q=0.1"],
    ["text refused", "text/plain;q=0, */*"],
    ["other letters", "Application/OpenMetrics-Text; Version=1.0.0"],
  ])("is OpenMetrics for %s", (_, accept) => {
    expect(name(accept)).toBe("openmetrics");
  });

  it.each([
    ["nothing", undefined],
    ["an empty header", " "],
    ["a browser", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"],
    ["anything", "*/*"],
    ["equal weights", "application/openmetrics-text;version=1.0.0,text/plain;version=0.0.4"],
    ["a version of OpenMetrics that is not ours", "application/openmetrics-text;version=0.0.1"],
    ["a protocol that is not ours", "application/vnd.google.protobuf;encoding=delimited"],
    ["OpenMetrics refused", "application/openmetrics-text;q=0, */*;q=0.1"],
    ["OpenMetrics refused by name and everything asked for", "*/*;q=1, application/openmetrics-text;q=0"],
    ["a weight that is none", "application/openmetrics-text;q=2, text/plain;q=0.1"],
    ["a broken header", ";;,,/;q"],
  ])("is text for %s", (_, accept) => {
    expect(name(accept)).toBe("text");
  });

  it("is one of the two whatever the header", () => {
    const parts = fc.constantFrom(
      "text/plain",
      "application/openmetrics-text",
      "*/*",
      ";",
      ",",
      "q=0.5",
      "version=",
      " ",
      "0.0.4",
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(parts).map((some) => some.join("")),
        ),
        (accept) => {
          expect(["text", "openmetrics"]).toContain(name(accept));
        },
      ),
    );
  });

  it("is told as a content type with its version", () => {
    expect(contentType(formatFor(undefined))).toBe("text/plain; version=0.0.4; charset=utf-8");
    expect(contentType(formatFor(PROMETHEUS_3))).toBe("application/openmetrics-text; version=1.0.0; charset=utf-8");
  });
});
