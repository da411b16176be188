import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { ruleFile } from "../../../../../lib/alerting/rules/file.ts";
import { group } from "../../../../../lib/alerting/rules/group.ts";
import { seconds } from "../../../../../lib/metrics/units.ts";
import { statesOf } from "../../../../../lib/renderings/grafana/hosted/index.ts";
import { grafanaSchema, validate } from "../../../../../lib/renderings/grafana/index.ts";
import { JOBS } from "../../../../../metrics/index.ts";
import { rules } from "../../../../../rules/index.ts";
import { labelled, QueueFull } from "../../../alerting/given.ts";
import { receivers, synthesized, timing } from "./given.ts";

const route = { to: receivers.mail, timing };
const managed = (groups: ReturnType<typeof rules>, interval = seconds(30)) =>
  synthesized({
    route,
    managed: { groups, dataSource: "prometheus", annotations: () => ({}), folderUid: "shop", interval },
  });

describe("rules that Grafana evaluates", () => {
  const every = rules({ jobs: JOBS });
  const document = managed(every);
  interface Rule {
    readonly name: string;
    readonly condition?: string;
    readonly no_data_state?: string;
    readonly exec_err_state?: string;
    readonly missing_series_evals_to_resolve?: number;
    readonly annotations?: Readonly<Record<string, string>>;
    readonly for?: string;
    readonly labels?: object;
    readonly record?: { readonly metric: string };
    readonly data: readonly { readonly ref_id: string; readonly datasource_uid: string; readonly model: string }[];
  }
  const groups = Object.values(document.resource.grafana_rule_group) as { name: string; rule: Rule[] }[];
  const ofEvery = groups.flatMap(({ rule }) => rule);
  const unescaped = (text: string) => text.replaceAll("$${", "${").replaceAll("%%{", "%{");
  const expressionOf = ({ data }: Rule): string => JSON.parse(unescaped(data[0]?.model ?? "")).expr;

  it("keep to the provider's schema", () => {
    expect(validate(document, grafanaSchema)).toEqual([]);
  });

  it("have every expression of the rule files, to the byte, in the order of their groups", () => {
    const written = every.map((one) => parse(ruleFile(one)).groups[0] as { name: string; rules: { expr: string }[] });
    const ours = new Map(groups.map(({ name, rule }) => [name, rule.map(expressionOf)]));
    expect(ours).toEqual(new Map(written.map(({ name, rules: of }) => [name, of.map(({ expr }) => expr)])));
  });

  it("say on every alert what becomes of it without data, and when it cannot be evaluated", () => {
    const alerts = ofEvery.filter(({ record }) => record === undefined);
    expect(alerts.length).toBeGreaterThan(50);
    expect(new Set(alerts.map((one) => one.no_data_state))).toEqual(new Set(["OK"]));
    expect(new Set(alerts.map((one) => one.exec_err_state))).toEqual(new Set(["OK", "KeepLast"]));
    expect(new Set(alerts.map((one) => one.missing_series_evals_to_resolve))).toEqual(new Set([1]));
  });

  it("fire for every series, whatever its value: an expression whose result is 0 too", () => {
    const [query, any, condition] = ofEvery[0]?.data ?? [];
    expect([query?.ref_id, any?.ref_id, condition?.ref_id]).toEqual(["query", "any", "condition"]);
    expect(JSON.parse(unescaped(any?.model ?? "")).expression).toBe(
      "is_number($query) || is_nan($query) || is_inf($query)",
    );
    expect(JSON.parse(unescaped(condition?.model ?? ""))).toMatchObject({
      expression: "any",
      conditions: [{ evaluator: { type: "gt", params: [0] } }],
    });
    expect(ofEvery[0]?.condition).toBe("condition");
  });

  it("name the query's number where Prometheus says $value, and nothing else otherwise", () => {
    const [one] = Object.values(managed([group("storage", [QueueFull])]).resource.grafana_rule_group) as [
      { rule: [Rule] },
    ];
    expect(one.rule[0].annotations).toEqual({
      summary: "Queue on {{ $labels.disk }}",
      description: "{{ $values.query.Value | humanize1024 }}B over 5 min, above 512 B for 1 min",
    });
    expect(one.rule[0]).toMatchObject({ for: "1m", labels: { tier: "second", severity: "warning", owner: "storage" } });
    expect(
      ofEvery.flatMap(({ annotations = {} }) => Object.values(annotations)).filter((text) => text.includes("$value ")),
    ).toEqual([]);
  });

  it("are evaluated at the next multiple of 10 s, and told apart by name as Grafana tells them", () => {
    const twice = group("twice", [labelled("Same", "critical"), labelled("Same", "warning")]);
    const [one] = Object.values(managed([twice], seconds(15)).resource.grafana_rule_group) as [
      { interval_seconds: number; rule: Rule[] },
    ];
    expect(one.interval_seconds).toBe(20);
    expect(one.rule.map(({ name }) => name)).toEqual(["Same", "Same (2)"]);
  });
});

describe("what becomes of an alert that cannot be evaluated", () => {
  const fires = (resolves: boolean) => [{ ...(resolves && { resolves: {} }) }] as never;
  const states = (unscraped: "ends" | "stays", resolves = true) =>
    statesOf({ ...QueueFull, meaning: { fires: fires(resolves), silent: [], unscraped } as never }).execErrState;

  it("follows its meaning: it stays where it stays unscraped, and ends where it ends", () => {
    expect([states("stays"), states("ends")]).toEqual(["KeepLast", "OK"]);
  });

  it("falls silent where it fires always, so that its silence is noticed", () => {
    expect(states("stays", false)).toBe("OK");
  });
});
