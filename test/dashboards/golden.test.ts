import { describe, expect, it } from "vitest";
import { dashboards } from "../../dashboards/index.ts";
import { hintsOf } from "../../lib/dashboards/reading/reading.ts";
import { canonicalV1 } from "../../lib/dashboards/v1/canonical.ts";
import { readV1 } from "../../lib/dashboards/v1/reader.ts";
import { writeV1 } from "../../lib/dashboards/v1/writer.ts";
import { canonicalV2 } from "../../lib/dashboards/v2/canonical.ts";
import { readV2 } from "../../lib/dashboards/v2/reader.ts";
import { writeFor } from "../../lib/dashboards/v2/version.ts";
import { writeV2 } from "../../lib/dashboards/v2/writer.ts";
import { references } from "../lib/dashboards/given.ts";

const parsed = (json: object): unknown => JSON.parse(JSON.stringify(json));

describe.each(dashboards.map((one) => [one.uid, one] as const))("%s", (uid, dashboard) => {
  const [v1, v2] = [parsed(writeV1(dashboard, references)), parsed(writeV2(dashboard, references))];

  it("is written as pinned, in both formats", async () => {
    const file = uid.replace("quantflow-", "");
    await expect(`${JSON.stringify(v1, null, 2)}\n`).toMatchFileSnapshot(`${file}.golden.json`);
    await expect(`${JSON.stringify(v2, null, 2)}\n`).toMatchFileSnapshot(`${file}.v2.golden.json`);
  });

  it("is read back of both formats without a repair, and written again as it was", () => {
    const [one, other] = [readV1(v1, references, hintsOf(dashboard)), readV2(v2, references, hintsOf(dashboard))];
    expect([...one.repairs, ...other.repairs]).toEqual([]);
    expect(canonicalV1(parsed(writeV1(one.dashboard, references)))).toEqual(canonicalV1(v1));
    expect(canonicalV2(parsed(writeV2(other.dashboard, references)))).toEqual(canonicalV2(v2));
  });

  it("says the same in both formats", () => {
    const [one, other] = [readV1(v1, references, hintsOf(dashboard)), readV2(v2, references, hintsOf(dashboard))];
    if (dashboard.tabs.length === 0) expect(other.dashboard).toEqual(one.dashboard);
    else expect(canonicalV1(parsed(writeV1(other.dashboard, references)))).toEqual(canonicalV1(v1));
  });
});

describe("a Grafana's format", () => {
  it("is v1 up to 12 and v2 from 13 on", () => {
    const [first] = dashboards;
    if (!first) throw new Error("there is no dashboard");
    expect(writeFor(12, first, references)).toHaveProperty("schemaVersion", 42);
    expect(writeFor(13, first, references)).toHaveProperty("apiVersion", "dashboard.grafana.app/v2");
  });
});
