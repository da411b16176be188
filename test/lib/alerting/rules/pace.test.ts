import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { ruleFile } from "../../../../lib/alerting/rules/file.ts";
import { group } from "../../../../lib/alerting/rules/group.ts";
import { paced, pacedPromql } from "../../../../lib/alerting/rules/pace.ts";
import { duration, parseDuration } from "../../../../lib/metrics/duration.ts";
import { seconds } from "../../../../lib/metrics/units.ts";
import { QueueFull } from "../given.ts";

describe("a paced expression", () => {
  it.each([
    ["rate(x[5m]) > 300", "rate(x[1m]) > 300"],
    ["max_over_time(rate(x[1m])[10m:30s] offset 1h)", "max_over_time(rate(x[12s])[2m:6s] offset 12m)"],
    ["increase((a - ignoring (le) b)[10m:])", "increase((a - ignoring (le) b)[2m:])"],
    ["predict_linear(x[6h], 4h) < 0", "predict_linear(x[1h12m], 48m) < 0"],
    [
      "histogram_quantile(0.99, rate(x_bucket[5m])) > 10 / 60",
      "histogram_quantile(0.99, rate(x_bucket[1m])) > 10 / 60",
    ],
    ['x{window="5m"} > 30', 'x{window="5m"} > 30'],
    ["rate(x[300])", "rate(x[1m])"],
  ])("divides times and leaves values: %s", (text, fifth) => {
    expect(pacedPromql(text, 5)).toBe(fifth);
  });

  it("is itself at the pace of one", () => {
    const window = fc.integer({ min: 1, max: 10_000_000 }).map((n) => duration(seconds(n)));
    fc.assert(
      fc.property(window, window, fc.float({ noNaN: true, min: 0 }), (range, offset, bound) => {
        const text = `rate(x{a="${range}"}[${range}] offset ${offset}) > ${bound}`;
        expect(pacedPromql(text, 1)).toBe(text);
      }),
    );
  });

  it("divides every window exactly", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100_000 }), fc.integer({ min: 1, max: 60 }), (part, divisor) => {
        const text = pacedPromql(`rate(x[${duration(seconds(part * divisor))}])`, divisor);
        expect(parseDuration(text.slice("rate(x[".length, -2))).toBe(part);
      }),
    );
  });
});

describe("a paced group", () => {
  const [rule] = parse(ruleFile(paced(group("storage", [QueueFull]), 5))).groups[0].rules;

  it("divides window and `for`, not the threshold", () => {
    expect(rule.expr).toBe("min_over_time(queue_bytes[1m]) > 512");
    expect(rule.for).toBe("12s");
  });

  it("tells the times it really has", () => {
    expect(rule.annotations.description).toBe("{{ $value | humanize1024 }}B over 1 min, above 512 B for 12 s");
  });

  it("can be paced again", () => {
    const twice = paced(paced(group("storage", [QueueFull]), 5), 2);
    expect(parse(ruleFile(twice)).groups[0].rules[0].annotations.description).toContain("over 30 s");
  });
});
