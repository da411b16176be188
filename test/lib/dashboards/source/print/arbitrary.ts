import fc from "fast-check";
import {
  alertList,
  barGauge,
  type Dashboard,
  fromLibrary,
  heatmap,
  type Panel,
  type PanelUnit,
  plainDashboard,
  rawColumn,
  rawLabelVariable,
  rawPanel,
  rawQuery,
  rawVariable,
  stat,
  stateTimeline,
  table,
  timeseries,
} from "../../../../../lib/dashboards/index.ts";

/** Texts as people write them, some of which are hard to write down in TypeScript. */
export const usualText = fc.oneof(
  fc.lorem({ maxCount: 20 }),
  fc.constantFrom(
    "",
    'it\'s "so"',
    "two\nlines `${x}` \\",
    "CPU usage",
    "Dashboard",
    "class",
    "5xx",
    "__proto__",
    "$job",
    "日本語の題",
    "Größe 🚀",
    "q1 of 10",
    "Q1 of 9",
    "a\r\n\tb",
  ),
);
/** Texts of anything. */
export const anyText = fc.oneof(usualText, fc.string({ unit: "binary", maxLength: 20 }));

/** Dashboards of every kind of panel, in which texts, names and raw JSON are made of these texts. */
export function dashboardsOf(text: fc.Arbitrary<string>): fc.Arbitrary<Dashboard> {
  const number = fc.oneof(
    fc.integer({ min: -100, max: 5000 }),
    fc.constantFrom(0.5, 0.001, 60, 1e21, 1e-9, -0, 2 ** 30),
  );
  const { json } = fc.letrec((tie) => ({
    json: fc.oneof(
      { maxDepth: 3, depthSize: "small" },
      number,
      text,
      fc.boolean(),
      fc.constant(null),
      fc.array(tie("json"), { maxLength: 4 }),
      fc.dictionary(text, tie("json"), { maxKeys: 4 }),
    ),
  }));
  const expression = fc.oneof(
    text,
    fc.constantFrom('sum by (job) (rate(x_total{job=~"$job"}[$__rate_interval]))', "sum(\n  rate(a[5m])\n)\n/ 2", "up"),
  );
  const unit = fc.constantFrom<PanelUnit>(
    "seconds",
    "bytes",
    "ratio",
    "items",
    "usdt",
    "boolean",
    "items/s",
    "grafana:ms",
    "grafana:",
  );
  const raw = fc.dictionary(
    fc.oneof(
      fc.constantFrom("options.legend.calcs", "targets[0].interval", "transformations", 'options["a.b"]'),
      fc.stringMatching(/^[a-z]{1,30}$/),
    ),
    fc.oneof(json, fc.constant(undefined)),
    { minKeys: 1, maxKeys: 4 },
  );
  const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
  const place = fc.record({
    x: fc.nat(23),
    y: fc.nat(20),
    w: fc.integer({ min: 1, max: 24 }),
    h: fc.integer({ min: 1, max: 20 }),
  });

  const described = fc.record({
    title: text,
    description: text,
    width: fc.constantFrom(undefined, 1, 8, 12, 24),
    height: optional(fc.integer({ min: 1, max: 20 })),
    watchedBy: fc.array(fc.record({ name: text, severity: fc.constantFrom("warning", "critical") }), { maxLength: 2 }),
    links: fc.array(fc.record({ title: text, url: text }), { maxLength: 2 }),
    whenEmpty: optional(text),
    id: optional(fc.integer({ min: 1, max: 5000 })),
    at: optional(place),
    raw: optional(raw),
  });
  const state = fc.record({ value: number, text, color: fc.constantFrom("red", "#5794F2") });
  const scale = fc.record({
    thresholds: fc.array(fc.record({ value: number }, { requiredKeys: ["value"] }), { maxLength: 3 }),
    bad: fc.constantFrom("high", "low"),
    states: fc.array(state, { maxLength: 2 }),
    min: optional(number),
    max: optional(number),
  });
  const queries = fc
    .tuple(fc.array(fc.tuple(expression, text), { minLength: 1, maxLength: 3 }), unit)
    .map(([all, one]) => {
      const [first, ...rest] = all.map(([promql, legend]) => rawQuery(promql, one, legend));
      return [first ?? rawQuery("up", one), ...rest] as const;
    });
  const drawn = fc.tuple(described, scale, queries).map(([a, b, made]) => ({ ...a, ...b, queries: made }));

  const panel = (key: string): fc.Arbitrary<Panel> =>
    fc.oneof(
      fc.tuple(drawn, fc.boolean()).map(([input, stacked]) => timeseries(key, { ...input, stacked })),
      drawn.map((input) => stat(key, input)),
      drawn.map((input) => barGauge(key, input)),
      fc.tuple(drawn, state).map(([input, one]) => stateTimeline(key, { ...input, states: [one, ...input.states] })),
      fc
        .tuple(described, queries, unit)
        .map(([input, made, boundUnit]) => heatmap(key, { ...input, queries: made, boundUnit })),
      fc.tuple(described, scale, text, expression, unit).map(([input, judged, title, promql, one]) =>
        table(key, {
          ...input,
          labels: { job: title, [title]: "b" },
          columns: [rawColumn(title, promql, one, judged)],
        }),
      ),
      described.map((input) => alertList(key, input)),
      fc.tuple(described, raw).map(([input, all]) => rawPanel(key, { ...input, raw: all })),
      fc.tuple(described, text).map(([place, name]) => fromLibrary(key, { uid: "shared", name }, place)),
      fc
        .tuple(drawn, text)
        .map(([input, name]) => fromLibrary(key, { uid: "shared", name, panel: stat("inside", input) })),
    );

  const variable = (name: string) =>
    fc.oneof(
      fc
        .tuple(text, expression, optional(raw))
        .map(([title, series, all]) => rawLabelVariable(name, title, series, "job", all)),
      raw.map((all) => rawVariable(name, all)),
    );

  const row = (at: number) =>
    fc.record({
      key: fc.constant(`row ${at}`),
      title: optional(text),
      collapsed: optional(fc.boolean()),
      panels: fc
        .nat(4)
        .chain(
          (count) =>
            fc.tuple(...[...Array(count).keys()].map((index) => panel(`${at}-${index}`))) as fc.Arbitrary<Panel[]>,
        ),
      id: optional(fc.nat(100)),
      raw: optional(raw),
    });

  const rows = fc.tuple(row(1), row(2), row(3)).chain((all) => fc.subarray(all));

  return fc
    .record({
      uid: fc.stringMatching(/^[a-z0-9-]{1,40}$/),
      title: text,
      description: text,
      tags: fc.array(text, { maxLength: 3 }),
      variables: fc
        .uniqueArray(fc.constantFrom("job", "instance", "class", "up"), { maxLength: 3 })
        .chain((names) => fc.tuple(...names.map(variable))),
      annotations: fc.array(
        fc.record({ name: text, promql: expression, title: text, text, color: fc.constant("red"), raw: optional(raw) }),
        { maxLength: 2 },
      ),
      from: fc.constantFrom("now-1h", "now-7d"),
      rows,
      raw: optional(raw),
    })
    .map((input) => plainDashboard(input));
}
