import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Format } from "../../../../../lib/dashboards/preview/page/src/data/format.ts";
import {
  either,
  fixed,
  interpolate,
  type Lookup,
  namesIn,
} from "../../../../../lib/dashboards/preview/page/src/data/interpolate.ts";

const several =
  (...value: string[]): Lookup =>
  (name) =>
    name === "job" ? { value, several: true } : undefined;
const promql = (text: string, lookup: Lookup) => interpolate(text, lookup, "prometheus");

describe("a variable in a query", () => {
  it("of several values is a pattern of them all", () => {
    expect(promql('up{job=~"$job"}', several("api", "db"))).toBe('up{job=~"(api|db)"}');
  });

  it("of one value stands alone", () => {
    expect(promql('up{job=~"$job"}', several("api"))).toBe('up{job=~"api"}');
  });

  it("is found in every notation", () => {
    expect(promql("$job ${job} [[job]]", several("a"))).toBe("a a a");
  });

  it("matches its values and nothing else", () => {
    expect(promql('x{path=~"$job"}', several("a.b", "c+", "\\d"))).toBe('x{path=~"(a\\\\.b|c\\\\+|\\\\\\\\d)"}');
  });

  it("of one value only is text, with what ends a string escaped", () => {
    const lookup: Lookup = () => ({ value: 'a"b\\c' });
    expect(promql('x{y="$z"}', lookup)).toBe('x{y="a\\"b\\\\c"}');
  });

  it("that nobody knows stays as it is", () => {
    expect(promql("rate(x[$__rate_interval])", several("a"))).toBe("rate(x[$__rate_interval])");
  });

  it("matches every value it stands for, whatever characters that has", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 4 }), (values) => {
        const written = promql("$job", several(...values));
        const inString = written.replaceAll(/\\(.)/gs, "$1");
        const pattern = new RegExp(`^(?:${inString})$`, "su");
        for (const value of values) expect(pattern.test(value)).toBe(true);
      }),
    );
  });
});

describe("a format", () => {
  const lookup: Lookup = (name) =>
    name === "job" ? { value: ["a b", "c|d"], text: ["A", "C"], address: ["$__all"], several: true } : undefined;

  it.each<[Format, string]>([
    ["glob", "{a b,c|d}"],
    ["regex", "(a b|c\\|d)"],
    ["pipe", "a b|c|d"],
    ["csv", "a b,c|d"],
    ["json", '["a b","c|d"]'],
    ["text", "A + C"],
    ["queryparam", "var-job=%24__all"],
    ["singlequote", "'a b','c|d'"],
    ["doublequote", '"a b","c|d"'],
    ["percentencode", "%7Ba%20b%2Cc%7Cd%7D"],
  ])("%s writes %s", (format, expected) => {
    expect(interpolate(`\${job:${format}}`, lookup, "raw")).toBe(expected);
    expect(interpolate(`[[job:${format}]]`, lookup, "raw")).toBe(expected);
  });

  it("that is unknown is Grafana's default", () => {
    expect(interpolate("${job:nonsense}", lookup, "raw")).toBe("{a b,c|d}");
  });
});

describe("lookups", () => {
  it("answer in their order, and pass a path on", () => {
    const path: Lookup = (name, at) => (name === "__field" ? { value: `at ${at}` } : undefined);
    const lookup = either(path, fixed({ __field: "never", from: "now-1h" }));
    expect(interpolate("${__field.labels.stream} $from", lookup, "raw")).toBe("at labels.stream now-1h");
  });

  it("know which names a text uses", () => {
    expect(namesIn('up{job=~"$job", x="${y:regex}", z="[[w]]"}[$__interval]')).toEqual(["job", "y", "w", "__interval"]);
  });
});
