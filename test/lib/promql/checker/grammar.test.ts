import { describe, expect, it } from "vitest";
import { grammar } from "../../../../lib/promql/checker/grammar.ts";
import { FEATURES } from "../../../../lib/promql/parse/types.ts";

const told = (text: string) =>
  grammar(text).problems.map(({ check, from, to }) => `${check} ${JSON.stringify(text.slice(from, to))}`);

describe("a type", () => {
  it.each([
    ["1 + 2", "scalar"],
    ["up", "instant vector"],
    ["up[5m]", "range vector"],
    ["up[5m:1m] offset 1h", "range vector"],
    ['"text"', "string"],
    ["-rate(up[5m])", "instant vector"],
    ["scalar(up) * 2", "scalar"],
    ["time() - up", "instant vector"],
    ["sum by (job) (up)", "instant vector"],
    ["a + b offset 5m", "instant vector"],
    ["$value", undefined],
    ["$value + 1", undefined],
    ["0X1F + 1_000 + 1.e2", "scalar"],
    ["offset + up", "instant vector"],
    ["up @ end()[5m]", "range vector"],
    ["{\"up\", 'other'}", "instant vector"],
  ])("of %s is %s", (text, type) => {
    expect(grammar(text)).toMatchObject({ type, problems: [] });
  });
});

describe("what Prometheus refuses is told where it stands", () => {
  it.each([
    ["", 'syntax/empty ""'],
    ["sum(up", 'syntax/unclosed "("'],
    ["up == ", 'syntax/missing ""'],
    ["up up", 'syntax/unexpected "up"'],
    ["up{job='a}", 'syntax/string "\'a}"'],
    [String.raw`up{job="\d"}`, String.raw`syntax/string "\"\\d\""`],
    ["rate(up)", 'type/argument "up"'],
    ["rate(sum(up)[5m])", 'type/range "sum(up)[5m]"'],
    ["rate(up offset 5m[5m])", 'type/range "up offset 5m[5m]"'],
    ["sum(up[5m])", 'type/argument "up[5m]"'],
    ["topk(up)", 'type/arguments "topk(up)"'],
    ["round(up, 1, 2)", 'type/arguments "round(up, 1, 2)"'],
    ["ratee(up[5m])", 'type/unknown-function "ratee"'],
    ["1 > 2", 'type/scalar-comparison ">"'],
    ["up + bool up", 'type/bool "+"'],
    ["up and 1", 'type/set-operator "up and 1"'],
    ["up * on (job) group_left (job) up", 'type/matching "job"'],
    ["up * on (job) 2", 'type/matching "on (job)"'],
    ["up[0s]", 'type/duration "0s"'],
    ["{}", 'type/empty-selector "{}"'],
    ['{job=~".*"}', 'type/empty-selector "{job=~\\".*\\"}"'],
    ['up{__name__="down"}', 'type/name "up{__name__=\\"down\\"}"'],
    ["sum(up) offset 5m", 'type/modifier "sum(up) offset 5m"'],
    ["up offset 1m offset 2m", 'type/modifier "up offset 1m offset 2m"'],
    ["limitk(1, up)", 'type/experimental "limitk(1, up)"'],
    ['up + "a"', 'type/operand "\\"a\\""'],
    ['up{job=~"(?=app).*"}', 'type/pattern "job=~\\"(?=app).*\\""'],
    ['up{job=~"a{2}{3}"}', 'type/pattern "job=~\\"a{2}{3}\\""'],
    ["3000offset", 'syntax/number "3000offset"'],
    ["up[5M]", 'syntax/number "5M"'],
    ["up[1h30]", 'syntax/number "1h30"'],
    ["up > 1e309", 'syntax/number "1e309"'],
    ["up[300y]", 'syntax/number "300y"'],
    ["up[NaN]", 'syntax/number "NaN"'],
    ["up offset Inf", 'type/duration "Inf"'],
    ["up @ Inf", 'type/time "up @ Inf"'],
    ["sum by (inf) (up)", 'syntax/unexpected "inf"'],
    ["up + atan2", 'syntax/unexpected "atan2"'],
  ])("%s: %s", (text, problem) => {
    expect(told(text)).toContain(problem);
  });

  it("once, and with the corrected expression where there is one", () => {
    expect(grammar("sum(rate(up))").problems).toEqual([
      {
        check: "type/argument",
        severity: "error",
        message: "rate() takes a range vector here, not an instant vector",
        from: 9,
        to: 11,
        suggestion: "sum(rate(up[5m]))",
      },
    ]);
    expect(grammar("raet(up[5m])").problems[0]?.suggestion).toBe("rate(up[5m])");
    expect(grammar("1 == 2").problems[0]?.suggestion).toBe("1 == bool 2");
    expect(grammar("rate(sum(up)[5m])").problems[0]?.suggestion).toBe("rate(sum(up)[5m:])");
  });
});

describe("an experimental part", () => {
  it.each(["limitk(1, up)", "mad_over_time(up[5m])", "rate(up[5m] smoothed)", "up[5m * 2]", "up + fill(0) up"])(
    "of %s is accepted only where its feature is on",
    (text) => {
      expect(grammar(text).problems.map(({ check }) => check)).toEqual(["type/experimental"]);
      expect(grammar(text, new Set(FEATURES)).problems).toEqual([]);
    },
  );
});

describe("a Grafana variable", () => {
  it.each([
    "rate(up[$__rate_interval])",
    "rate(up[${__rate_interval}])",
    'up{job=~"$job", instance=~"${instance:regex}"}',
    "topk($n, up)",
    "up offset $shift",
    "sum by ($by) (up)",
    "$metric / [[other]]",
    "rate($metric[5m])",
    "quantile_over_time($q, up[$__range:$__interval])",
  ])("may stand in %s", (text) => {
    expect(grammar(text).problems).toEqual([]);
  });

  it("moves no position", () => {
    expect(told("rate(up[$__rate_interval]) + ")).toEqual(['syntax/missing ""']);
    const text = 'rate(up{job="$job"}[$__rate_interval]) + sum(up[$__range])';
    expect(told(text)).toEqual(['type/argument "up[$__range]"']);
  });
});
