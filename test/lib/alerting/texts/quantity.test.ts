import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { quantitiesIn } from "../../../../lib/alerting/texts/quantity.ts";

const told = (text: string) => quantitiesIn(text).map(({ kind, value, role }) => `${kind} ${value} ${role}`);

describe("a quantity in a text", () => {
  it.each([
    ["for 5 minutes", "duration 300 held"],
    ["for more than 1 minute", "duration 60 held"],
    ["for at least the 2m", "duration 120 held"],
    ["in the last 5 min", "duration 300 told"],
    ["over 1 h", "duration 3600 told"],
    ["for over 1 h", "duration 3600 held"],
    ["lasted 1h30m", "duration 5400 told"],
    ["above 500ms", "duration 0.5 compared"],
    ["a 10-minute window", "duration 600 told"],
    ["below 10 per minute", `rate ${10 / 60} compared`],
    ["10 price updates per second", "rate 10 told"],
    ["36/h", "rate 0.01 told"],
    ["5 MB per second", "rate 5000000 told"],
    ["exceeded 500MB", "bytes 500000000 compared"],
    ["512 MiB", `bytes ${512 * 1024 ** 2} told`],
    ["2 gibibytes", `bytes ${2 * 1024 ** 3} told`],
    ["100 bytes", "bytes 100 told"],
    ["over 80%", "share 0.8 compared"],
    ["12.5 percent", "share 0.125 told"],
    ["1,024 more than 3", "plain 1024 told"],
  ])("is read from %s", (text, quantity) => {
    expect(told(text)[0]).toBe(quantity);
  });

  it.each(["p99", "the 99th percentile", "HTTP 5xx", "v1.2.3", "10:30", "TLS1", "1/2", "#5", "up"])(
    "is none in %s",
    (text) => {
      expect(told(text).filter((one) => !one.startsWith("plain"))).toEqual([]);
    },
  );

  it("may be off by half of its last digit", () => {
    expect(quantitiesIn("0.17 a second")[0]?.tolerance).toBeCloseTo(0.005);
    expect(quantitiesIn("17 a second")[0]?.tolerance).toBe(0);
  });

  it("lies within the text, whatever the text is", () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: "binary" }), fc.string({ unit: fc.constantFrom(..."19 .,%msBiper/for") })),
        (text) => {
          for (const { from, to, value } of quantitiesIn(text))
            expect(0 <= from && from < to && to <= text.length && value >= 0).toBe(true);
        },
      ),
    );
  });
});
