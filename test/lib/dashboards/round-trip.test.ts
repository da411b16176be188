import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Dashboard, plainDashboard, type Row } from "../../../lib/dashboards/dashboard.ts";
import { panelsOf } from "../../../lib/dashboards/index.ts";
import type { Panel } from "../../../lib/dashboards/panels/panel.ts";
import { readDashboard } from "../../../lib/dashboards/reading/any.ts";
import { hintsOf } from "../../../lib/dashboards/reading/reading.ts";
import { canonicalV1 } from "../../../lib/dashboards/v1/canonical.ts";
import { readV1 } from "../../../lib/dashboards/v1/reader.ts";
import { writeV1 } from "../../../lib/dashboards/v1/writer.ts";
import { readV2 } from "../../../lib/dashboards/v2/reader.ts";
import { writeV2 } from "../../../lib/dashboards/v2/writer.ts";
import { references } from "./given.ts";

const parsed = (json: object): Record<string, unknown> => JSON.parse(JSON.stringify(json));

const word = fc.stringMatching(/^[a-z][a-z0-9 ]{0,11}$/);
const watchers = fc.uniqueArray(
  fc.record({ name: fc.stringMatching(/^[A-Z][a-zA-Z]{2,9}$/), severity: fc.constantFrom("critical", "warning") }),
  { selector: ({ name }) => name, maxLength: 2 },
);
const scale = fc
  .record({
    unit: fc.constantFrom("s", "bytes", "none", "ms"),
    values: fc.uniqueArray(fc.integer({ min: -99, max: 99 }), { maxLength: 3 }),
    low: fc.boolean(),
    min: fc.option(fc.integer({ min: -9, max: 0 }), { nil: undefined }),
    states: fc.uniqueArray(
      fc.record({ value: fc.integer({ min: 0, max: 9 }), text: word, color: fc.constantFrom("red", "green") }),
      { selector: ({ value }) => value, minLength: 1, maxLength: 3 },
    ),
  })
  .map(({ unit, values, low, min, states }) => ({
    unit,
    thresholds: values.sort((a, b) => a - b).map((value) => ({ value })),
    // Of a panel that judges nothing no side is bad.
    bad: low && values.length > 0 ? ("low" as const) : ("high" as const),
    states,
    ...(min !== undefined && { min }),
  }));
const queries = fc.array(
  fc.record({
    promql: fc.constantFrom("up", "rate(a[5m])", 'sum by (b) (c{d=~"$e"})'),
    legend: word.map((l) => `{{${l}}}`),
  }),
  { minLength: 1, maxLength: 3 },
);
const described = fc
  .record({ title: word, description: word, watchedBy: watchers, whenEmpty: fc.option(word, { nil: undefined }) })
  .map(({ whenEmpty, ...rest }) => ({ ...rest, links: [], ...(whenEmpty !== undefined && { whenEmpty }) }));

/** A panel without its key and size. */
type Loose = Panel extends infer P ? (P extends Panel ? Omit<P, "key" | "width" | "height"> : never) : never;
const drawn = fc
  .tuple(described, scale, queries)
  .map(([common, own, asked]) => ({ ...common, ...own, queries: asked }));
const raw = fc.constantFrom<Panel["raw"]>(
  undefined,
  { interval: "1m" },
  { "fieldConfig.defaults.decimals": 3, acme: { a: [1] } },
);
const kinds = fc.oneof(
  fc.tuple(drawn, fc.boolean()).map(([panel, stacked]): Loose => ({ kind: "timeseries", ...panel, stacked })),
  drawn.map((panel): Loose => ({ kind: "stat", ...panel })),
  drawn.map((panel): Loose => ({ kind: "bargauge", ...panel })),
  drawn.map((panel): Loose => ({ kind: "state-timeline", ...panel })),
  drawn.map(
    ({ whenEmpty: _, ...panel }): Loose => ({
      kind: "heatmap",
      ...panel,
      thresholds: [],
      bad: "high",
      states: [],
      boundUnit: "s",
    }),
  ),
  described.map(({ whenEmpty, ...panel }): Loose => ({ kind: "alertlist", ...panel })),
  fc.tuple(described, scale, queries).map(
    ([panel, own, asked]): Loose => ({
      kind: "table",
      ...panel,
      labels: [{ label: "job", title: "Job" }],
      columns: asked.map(({ promql }, index) => ({ title: `Column ${index}`, promql, ...own })),
    }),
  ),
);
const panels = fc.array(
  fc.tuple(kinds, raw).map(([panel, own]) => (own && panel.kind !== "alertlist" ? { ...panel, raw: own } : panel)),
  { minLength: 1, maxLength: 4 },
);

/** Side by side and as wide as the grid. */
const rowOf = (row: number, title: string | undefined, collapsed: boolean, loose: readonly Loose[]): Row => ({
  key: `row-${row}`,
  ...(title !== undefined && { title }),
  ...(title !== undefined && collapsed && { collapsed }),
  panels: loose.map(
    (panel, index) => ({ ...panel, key: `panel-of-${row}-${index}`, width: 24 / loose.length, height: 8 }) as Panel,
  ),
});
const models = fc
  .array(
    fc.tuple(
      word,
      fc.boolean(),
      panels.filter(({ length }) => 24 % length === 0),
    ),
    { maxLength: 4 },
  )
  .chain((rows) => fc.tuple(fc.constant(rows), fc.boolean(), word))
  .map(
    ([rows, isHeaded, title]): Dashboard =>
      plainDashboard({
        ...{ uid: "made", title, description: "", tags: ["made"], variables: [] },
        rows: rows.map(([heading, collapsed, loose], index) =>
          rowOf(index, index > 0 || isHeaded ? heading : undefined, collapsed, loose),
        ),
      }),
  );

describe("any model", () => {
  it("is read back of v1 and of v2 as it was: each is written of the same words", () => {
    fc.assert(
      fc.property(models, (model) => {
        const [v1, v2] = [parsed(writeV1(model, references)), parsed(writeV2(model, references))];
        const [one, other] = [readV1(v1, references, hintsOf(model)), readV2(v2, references, hintsOf(model))];
        expect([one.dashboard, one.repairs]).toEqual([model, []]);
        expect([other.dashboard, other.repairs]).toEqual([model, []]);
      }),
      { numRuns: 150 },
    );
  });

  it("has the current schema, ids of its own, and one reference a query", () => {
    fc.assert(
      fc.property(models, (model) => {
        const json = parsed(writeV1(model, references));
        expect(json["schemaVersion"]).toBe(42);
        const all = (json["panels"] as Record<string, unknown>[]).flatMap((one) => [
          one,
          ...((one["panels"] as []) ?? []),
        ]);
        const ids = all.map(({ id }) => id);
        expect(new Set(ids).size).toBe(ids.length);
        for (const { targets = [] } of all) {
          const names = (targets as { refId: string }[]).map(({ refId }) => refId);
          expect(new Set(names).size).toBe(names.length);
        }
      }),
    );
  });
});

const anything = fc.jsonValue({ maxDepth: 3 });
const extra = fc.dictionary(fc.stringMatching(/^[a-z_]{3,8}$/), anything, { maxKeys: 3 });
const foreignPanel = fc
  .tuple(
    fc.constantFrom("timeseries", "stat", "gauge", "table", "heatmap", "text", "acme-radar"),
    extra,
    extra,
    extra,
    fc.boolean(),
  )
  .map(([type, more, options, custom, asks]) => ({
    ...more,
    type,
    options,
    fieldConfig: { defaults: { custom, unit: "s" }, overrides: [] },
    ...(asks && {
      datasource: { type: "prometheus", uid: "$ds" },
      targets: [{ refId: "B", expr: "up" }, { expr: "down" }],
    }),
  }));
const foreign = fc
  .tuple(
    fc.array(fc.tuple(foreignPanel, fc.nat(30), fc.nat(23), fc.integer({ min: 1, max: 24 })), { maxLength: 6 }),
    extra,
  )
  .map(([all, more]) => ({
    ...more,
    uid: "foreign",
    schemaVersion: 42,
    panels: all.map(([panel, y, x, w], index) => ({
      ...panel,
      id: index + 1,
      gridPos: { x: Math.min(x, 24 - w), y, w, h: 4 },
    })),
  }));

describe("any foreign JSON", () => {
  it("is the same in canonical form after a way through the model", () => {
    fc.assert(
      fc.property(foreign, (json) => {
        const { dashboard } = readV1(json, references);
        expect(canonicalV1(parsed(writeV1(dashboard, references)))).toEqual(canonicalV1(parsed(json)));
      }),
      { numRuns: 300 },
    );
  });

  it("never breaks a reader: it is read, or refused in words", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          anything,
          fc.record({ panels: anything, templating: anything, annotations: anything }),
          fc.record({ elements: anything, layout: anything, variables: anything }),
        ),
        (json) => {
          try {
            expect(panelsOf(readDashboard(json, references).dashboard).length).toBeGreaterThanOrEqual(0);
          } catch (error) {
            expect(error).toMatchObject({ code: expect.stringMatching(/^dashboards\//) });
          }
        },
      ),
      { numRuns: 500 },
    );
  });
});
