import { describe, expect, it } from "vitest";
import type { VariableJson } from "../../../../../lib/dashboards/preview/page/src/data/dashboard.ts";
import { choicesOf } from "../../../../../lib/dashboards/preview/page/src/data/options.ts";
import { filtered, labelQuery, sorted } from "../../../../../lib/dashboards/preview/page/src/data/variable-query.ts";
import { lookupIn, parameters, waves } from "../../../../../lib/dashboards/preview/page/src/data/variables.ts";

const SPAN = { from: 0, to: 3_600_000 };
const job: VariableJson = {
  type: "query",
  name: "job",
  query: { query: "label_values(up, job)" },
  multi: true,
  includeAll: true,
};
const instance: VariableJson = {
  ...job,
  name: "instance",
  query: { query: 'label_values(up{job=~"$job"}, instance)' },
};

/** A Prometheus of label values that remembers what it was asked. */
function prometheus(values: Readonly<Record<string, readonly string[]>>) {
  const asked: string[] = [];
  const labelValues = async (label: string, selector?: string) => {
    asked.push(`${label} of ${selector ?? "all"}`);
    return values[label] ?? [];
  };
  return { asked, labelValues };
}

const choose = (variables: readonly VariableJson[], address = {}, client = prometheus({ job: ["db", "api"] })) =>
  choicesOf(variables, address, SPAN, client);

describe("a query variable", () => {
  it.each([
    ["label_values(job)", { label: "job" }],
    ["label_values(up, job)", { label: "job", selector: "up" }],
    ['label_values(up{job=~"a|b", x!=""}, instance)', { label: "instance", selector: 'up{job=~"a|b", x!=""}' }],
    [" label_values( up , job ) ", { label: "job", selector: "up" }],
  ])("%s asks for a label's values", (text, query) => {
    expect(labelQuery(text)).toEqual(query);
  });

  it("of another kind says what it cannot, and the others go on", async () => {
    const [broken, other] = await choose([{ ...job, name: "q", query: "query_result(up)" }, job]);
    expect(broken?.problem).toContain('Variable q asks "query_result(up)", which the preview cannot');
    expect(other?.options.map(({ value }) => value)).toEqual(["db", "api"]);
  });

  it("is asked after those that it uses, with what was chosen of them", async () => {
    const client = prometheus({ job: ["api", "db"], instance: ["api:1"] });
    await choose([instance, job], { job: ["db"] }, client);
    expect(client.asked).toEqual(["job of up", 'instance of up{job=~"db"}']);
  });

  it("is asked with all values of another that is All", async () => {
    const client = prometheus({ job: ["api", "db"], instance: ["api:1"] });
    await choose([job, instance], {}, client);
    expect(client.asked[1]).toBe('instance of up{job=~"(api|db)"}');
  });

  it("is filtered by its pattern, or by what stands in the pattern's group", () => {
    expect(filtered(["api", "db", "api-2"], "/^api/")).toEqual(["api", "api-2"]);
    expect(filtered(["api:1", "db:2"], "/(.*):.*/")).toEqual(["api", "db"]);
    expect(filtered(["api", "api-2"], "api")).toEqual(["api"]);
  });

  it("is sorted as it says", () => {
    expect(sorted(["b", "a", "C"], 1)).toEqual(["C", "a", "b"]);
    expect(sorted(["b", "a", "C"], 6)).toEqual(["C", "b", "a"]);
    expect(sorted(["10", "9", "100"], 3)).toEqual(["9", "10", "100"]);
    expect(sorted(["b", "a"])).toEqual(["b", "a"]);
  });
});

describe("what is chosen", () => {
  const chosen = async (variable: VariableJson, asked?: readonly string[]) =>
    (await choose([variable], asked ? { [variable.name]: asked } : {}))[0]?.chosen;

  it("is what the address says, as far as it is to be had", async () => {
    expect(await chosen(job, ["api", "gone"])).toEqual(["api"]);
  });

  it("is all where the address names nothing that is to be had", async () => {
    expect(await chosen(job, ["gone"])).toEqual(["$__all"]);
  });

  it("is what the dashboard was saved with, without an address", async () => {
    expect(await chosen({ ...job, current: { value: ["api"] } })).toEqual(["api"]);
  });

  it("is the first where all is no choice", async () => {
    expect(await chosen({ ...job, includeAll: false })).toEqual(["db"]);
  });

  it("is one where several are no choice", async () => {
    expect(await chosen({ ...job, multi: false }, ["api", "db"])).toEqual(["api"]);
  });

  it("of a text box is any text", async () => {
    expect(await chosen({ type: "textbox", name: "t", query: "default" }, ["typed"])).toEqual(["typed"]);
    expect(await chosen({ type: "textbox", name: "t", query: "default" })).toEqual(["default"]);
  });

  it("of a custom variable is its value, shown by its text", async () => {
    const [custom] = await choose([{ type: "custom", name: "q", query: "median : 0.5, 0.99" }]);
    expect(custom?.options).toEqual([
      { text: "median", value: "0.5" },
      { text: "0.99", value: "0.99" },
    ]);
    expect(custom?.chosen).toEqual(["0.5"]);
  });
});

describe("values by name", () => {
  it("are the listed ones for All, and its own word if it has one", async () => {
    const listed = await choose([job, { ...job, name: "any", allValue: ".+" }]);
    expect(lookupIn(listed)("job")).toEqual({
      value: ["db", "api"],
      text: ["All"],
      address: ["$__all"],
      several: true,
    });
    expect(lookupIn(listed)("any")?.value).toBe(".+");
    expect(lookupIn(listed)("nobody")).toBeUndefined();
  });

  it("go into links as the address has them", async () => {
    expect(parameters(await choose([job, { type: "constant", name: "c", query: "x" }], { job: ["a b", "db"] }))).toBe(
      "var-job=db",
    );
    expect(parameters(await choose([job]))).toBe("var-job=%24__all");
  });
});

describe("the order of variables", () => {
  it("puts each after those that it needs", () => {
    const pod = { ...job, name: "pod", query: 'label_values(up{instance=~"$instance"}, pod)' };
    expect(waves([pod, instance, job]).map((wave) => wave.map(({ name }) => name))).toEqual([
      ["job"],
      ["instance"],
      ["pod"],
    ]);
  });

  it("ends though two of them wait for each other", () => {
    const a = { ...job, name: "a", query: 'label_values(up{b=~"$b"}, a)' };
    const b = { ...job, name: "b", query: 'label_values(up{a=~"$a"}, b)' };
    expect(waves([a, b])).toEqual([[a, b]]);
  });
});
