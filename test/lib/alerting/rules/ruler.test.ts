import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse, stringify } from "yaml";
import { ruleFile } from "../../../../lib/alerting/rules/file.ts";
import { group } from "../../../../lib/alerting/rules/group.ts";
import { canonical, type RulerGroup, readRulerGroups, rulerGroups } from "../../../../lib/alerting/rules/ruler.ts";
import { isInSync, rulerSync } from "../../../../lib/alerting/rules/ruler-sync.ts";
import { seconds } from "../../../../lib/metrics/units.ts";
import { labelled, QueueFull } from "../given.ts";

const storage = group("storage", [QueueFull, labelled("Other", "critical")]);
const [written] = rulerGroups([storage], { interval: seconds(15) }) as [RulerGroup];

const named = (name: string, text = `name: ${name}\nrules: []\n`): RulerGroup => ({ name, text });

describe("a group for a ruler", () => {
  it("has the rules of its rule file, and the interval that a rule file leaves to Prometheus", () => {
    const { rules, ...rest } = parse(written.text);
    expect(rest).toEqual({ name: "storage", interval: "15s" });
    expect(rules).toEqual(parse(ruleFile(storage)).groups[0].rules);
  });

  it("carries the annotations that its environment knows", () => {
    const annotations = () => ({ runbook_url: "https://runbooks.test" });
    const [one] = rulerGroups([storage], { interval: seconds(15), annotations }) as [RulerGroup];
    expect(parse(one.text).rules[0].annotations.runbook_url).toBe("https://runbooks.test");
  });
});

describe("a ruler's list", () => {
  it("is read by namespace", () => {
    const answer = "quantflow:\n  - name: a\n    rules: []\nothers:\n  - name: b\n    rules: []\n";
    expect(readRulerGroups(answer, "quantflow").map(({ name }) => name)).toEqual(["a"]);
    expect(readRulerGroups(answer, "nobody")).toEqual([]);
    expect(readRulerGroups("", "quantflow")).toEqual([]);
  });

  it("fails on what lists no groups", () => {
    expect(() => readRulerGroups("quantflow: 7", "quantflow")).toThrow();
    expect(() => readRulerGroups("a: [", "quantflow")).toThrow();
  });
});

describe("two groups", () => {
  const said = (change: (group: Record<string, unknown>) => void): string => {
    const group = parse(written.text);
    change(group);
    return canonical(named("storage", stringify(group)));
  };

  it("are the same when a ruler spells one its own way", () => {
    const spelled = said((group) => {
      const [first] = group["rules"] as [Record<string, unknown>];
      first["for"] = "60s";
      first["keep_firing_for"] = "0s";
      group["source_tenants"] = [];
      group["interval"] = "15000ms";
    });
    expect(spelled).toBe(canonical(written));
  });

  it.each<[string, (group: Record<string, unknown>) => void]>([
    ["expression", ({ rules }) => Object.assign((rules as object[])[0] as object, { expr: "queue_bytes  > 512" })],
    ["wait", ({ rules }) => Object.assign((rules as object[])[0] as object, { for: "2m" })],
    ["field that we never write", (group) => Object.assign(group, { query_offset: "30s" })],
    ["interval", (group) => Object.assign(group, { interval: "1m" })],
    ["order of rules", ({ rules }) => (rules as object[]).reverse()],
  ])("differ by an %s", (_what, change) => {
    expect(said(change)).not.toBe(canonical(written));
  });

  it("compare labels as texts, also one that is named like a duration", () => {
    const withLabel = (value: string) =>
      canonical(named("g", stringify({ name: "g", rules: [{ labels: { for: value } }] })));
    expect(withLabel("60s")).not.toBe(withLabel("1m"));
  });

  it("keep any expression and annotation to the byte through YAML", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.string({ unit: "grapheme" }), (expr, text) => {
        const one = { name: "g", rules: [{ alert: "A", expr, annotations: { summary: text } }] };
        const answer = stringify({ quantflow: [one] });
        const [read] = readRulerGroups(answer, "quantflow") as [RulerGroup];
        expect(parse(read.text)).toEqual(one);
      }),
    );
  });
});

describe("what is to be done to a namespace", () => {
  it("creates what is new, replaces what differs, removes what is gone, and leaves the rest", () => {
    const theirs = [named("same"), named("changed", "name: changed\nrules: [{alert: Old, expr: up}]\n"), named("gone")];
    const sync = rulerSync([named("new"), named("same"), named("changed")], theirs);
    const names = Object.fromEntries(
      Object.entries(sync).map(([kind, groups]) => [kind, groups.map((g: RulerGroup) => g.name)]),
    );
    expect(names).toEqual({ create: ["new"], replace: ["changed"], unchanged: ["same"], remove: ["gone"] });
    expect(isInSync(sync)).toBe(false);
  });

  it("is nothing where the namespace says the same", () => {
    expect(isInSync(rulerSync([written], [written]))).toBe(true);
  });
});
