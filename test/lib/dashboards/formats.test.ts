import { describe, expect, it } from "vitest";
import { withoutTabs } from "../../../lib/dashboards/dashboard.ts";
import { hintsOf } from "../../../lib/dashboards/reading/reading.ts";
import { canonicalV1 } from "../../../lib/dashboards/v1/canonical.ts";
import { readV1 } from "../../../lib/dashboards/v1/reader.ts";
import { writeV1 } from "../../../lib/dashboards/v1/writer.ts";
import { canonicalV2 } from "../../../lib/dashboards/v2/canonical.ts";
import { readV2 } from "../../../lib/dashboards/v2/reader.ts";
import { writeSpecV2, writeV2 } from "../../../lib/dashboards/v2/writer.ts";
import { references } from "./given.ts";
import { inTabs, kitchenSink } from "./kitchen-sink.ts";

const parsed = (json: object): unknown => JSON.parse(JSON.stringify(json));
const v1 = (dashboard = kitchenSink) => parsed(writeV1(dashboard, references));
const v2 = (dashboard = kitchenSink) => parsed(writeV2(dashboard, references));

describe("every word of the model", () => {
  it("is read back of v1 as it was", () => {
    const reading = readV1(v1(), references, hintsOf(kitchenSink));
    expect(reading.dashboard).toEqual(kitchenSink);
    expect(reading.repairs).toEqual([]);
  });

  it("is read back of v2 as it was", () => {
    const reading = readV2(v2(), references, hintsOf(kitchenSink));
    expect(reading.dashboard).toEqual(kitchenSink);
    expect(reading.repairs).toEqual([]);
  });

  it("is read back of v2 with its tabs, and of v1 with the tabs as rows", () => {
    expect(readV2(v2(inTabs), references, hintsOf(inTabs)).dashboard).toEqual(inTabs);
    expect(readV1(v1(inTabs), references, hintsOf(inTabs)).dashboard).toEqual({ ...withoutTabs(inTabs) });
  });

  it("is read back of a spec that stands alone, whose uid the hints have", () => {
    const spec = parsed(writeSpecV2(kitchenSink, references));
    expect(readV2(spec, references, hintsOf(kitchenSink)).dashboard).toEqual(kitchenSink);
  });

  it("is written as pinned, in both formats", async () => {
    await expect(`${JSON.stringify(v1(), null, 2)}\n`).toMatchFileSnapshot("kitchen-sink.v1.golden.json");
    await expect(`${JSON.stringify(v2(), null, 2)}\n`).toMatchFileSnapshot("kitchen-sink.v2.golden.json");
    await expect(`${JSON.stringify(v2(inTabs), null, 2)}\n`).toMatchFileSnapshot("in-tabs.v2.golden.json");
  });
});

describe("canonical JSON", () => {
  it("is the same however the names are ordered, and whether null stands there or nothing", () => {
    const shuffled = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(shuffled);
      if (typeof value !== "object" || value === null) return value;
      return Object.fromEntries([
        ...Object.entries(value)
          .reverse()
          .map(([k, v]) => [k, shuffled(v)]),
        ["absent", null],
      ]);
    };
    expect(canonicalV1(shuffled(v1()))).toEqual(canonicalV1(v1()));
    expect(canonicalV2(v2())).toEqual(canonicalV2(shuffled(v2())));
  });

  it("forgets what Grafana counts, and the annotation that it adds", () => {
    const saved = v1() as { annotations: { list: object[] } };
    const builtIn = {
      builtIn: 1,
      datasource: { type: "grafana", uid: "-- Grafana --" },
      enable: true,
      hide: true,
      iconColor: "rgba(0, 211, 255, 1)",
      name: "Annotations & Alerts",
      type: "dashboard",
    };
    const annotations = { list: [builtIn, ...saved.annotations.list] };
    expect(canonicalV1({ ...saved, annotations, id: 12, version: 7, iteration: 1 })).toEqual(canonicalV1(saved));
  });

  it("packs panels as Grafana does", () => {
    const board = (y: number) => ({ uid: "a", panels: [{ id: 1, type: "text", gridPos: { x: 0, y, w: 6, h: 4 } }] });
    expect(canonicalV1(board(9))).toEqual(canonicalV1(board(0)));
  });
});
