import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { type Pull, pulled } from "../../../cli/dashboards/pull.ts";
import { dashboardsOf, sourcesIn } from "../../../cli/dashboards/pull-code.ts";
import { page } from "../../../cli/dashboards/pull-page.ts";
import { leaves } from "../../../cli/dashboards/pull-plan.ts";
import { prove } from "../../../cli/dashboards/pull-prove.ts";
import { diff } from "../../../cli/dashboards/pull-write.ts";
import { run } from "../../../cli/run.ts";
import type { Dashboard } from "../../../lib/dashboards/index.ts";
import { writeV1 } from "../../../lib/dashboards/v1/writer.ts";
import { writeV2 } from "../../../lib/dashboards/v2/writer.ts";
import { references } from "../../lib/dashboards/given.ts";
import { shopProject } from "../../lib/dashboards/source/edit/project.ts";
import { BUILDING, workshop } from "../../support/tools.ts";
import { playedContext } from "../fixtures.ts";

/** Grafana's JSON, as far as these edits touch it. */
interface Edited {
  title: string;
  panels: {
    id: number;
    title: string;
    gridPos: { x: number; y: number; w: number; h: number };
    targets?: { legendFormat: string; datasource: { type: string; uid: string } }[];
    fieldConfig?: { defaults: { unit?: string; thresholds?: { steps: { value: number | null }[] } } };
  }[];
}

let applied: Edited;
let root: string;

async function pull(edit: (json: Edited) => void, more: Partial<Pull> = {}) {
  const { context } = playedContext({ root, run });
  const all = await dashboardsOf(root);
  const [code] = all;
  if (!code) throw new Error("no dashboard");
  applied = writeV1(code, references) as Edited;
  const live = structuredClone(applied);
  edit(live);
  const request: Pull = {
    context,
    code,
    all,
    json: { live, applied },
    references,
    withAlert: false,
    prove: async () => {},
    ...more,
  };
  const result = await pulled(request);
  return {
    ...result,
    said: page(result.plan, (_, text) => text),
    diff: await diff(context, result.files, sourcesIn(root).read),
  };
}

const titled = (json: Edited, title: string) => {
  const found = json.panels.find((panel) => panel.title === title);
  if (!found) throw new Error(`no panel ${title}`);
  return found;
};

const step = (json: Edited, title: string, at: number, value: number) => {
  const steps = titled(json, title).fieldConfig?.defaults.thresholds?.steps ?? [];
  const found = steps[at];
  if (found) found.value = value;
};

/** What a trader does on a quiet morning. */
const morning = (json: Edited) => {
  step(json, "Feed age", 1, 0.8);
  step(json, "Waiting", 2, 80);
  const [waiting, age] = [titled(json, "Waiting"), titled(json, "Feed age")];
  [waiting.gridPos, age.gridPos] = [age.gridPos, waiting.gridPos];
  titled(json, "Backlog").title = "Backlog of orders";
  titled(json, "Orders by web").title = "Web orders";
};

describe("pull", () => {
  beforeAll(() => {
    root = shopProject();
  });

  it("brings an edited dashboard into the code, as git shows it, and says what is left", async () => {
    const { said, diff } = await pull(morning);
    const text = [
      "# A pull, recorded",
      "",
      "The shop of the tests (`test/lib/dashboards/source/edit/shop`), its JSON edited as somebody does in Grafana: two",
      "thresholds raised, two panels swapped, two renamed. `dashboards pull shop` says:",
      "",
      "```text",
      said,
      "```",
      "",
      "and this is all that `git diff` shows:",
      "",
      "```diff",
      diff,
      "```",
      "",
      "One threshold is an alert's own, so it is written only with `--with-alert`, which changes the constant in the rule and",
      "runs the alert's proof; one panel is made by a helper, so nobody but its author can say what is to change. Where code",
      "and Grafana have both changed the same thing, both are shown and neither is written. Exit code 2 says that something",
      "is left.",
      "",
    ].join("\n");
    await expect(text).toMatchFileSnapshot("../../../docs/dashboards/pull.md");
  });

  it("changes an alert's limit with its threshold, and has it proved", async () => {
    const proved: string[] = [];
    const prove: Pull["prove"] = async (alert, files) => void proved.push(`${alert}: ${[...files.keys()]}`);
    const { files, plan } = await pull((json) => step(json, "Waiting", 2, 80), { withAlert: true, prove });
    expect(proved).toEqual(["QueueLong: rules/shop.ts"]);
    expect(files.get("rules/shop.ts")).toContain("const LONG = items(80);");
    expect(plan.changes.map(({ action }) => action)).toEqual(["pulled"]);
  });

  it(
    "runs the proof of the new limit on promtool",
    async () => {
      const { context } = playedContext({ ...workshop, root });
      const proved: (readonly string[])[] = [];
      const holds: Pull["prove"] = async (alert, files, edited) => {
        await prove(context, alert, files, edited);
        proved.push([alert, ...edited]);
      };
      await pull((json) => step(json, "Waiting", 2, 80), { withAlert: true, prove: holds });
      expect(proved).toEqual([["QueueLong", "QueueLong"]]);
    },
    BUILDING,
  );

  it("writes nothing when the proof fails", async () => {
    const prove: Pull["prove"] = () => Promise.reject(new Error("it no longer fires"));
    const raised = pull((json) => step(json, "Waiting", 2, 80), { withAlert: true, prove });
    await expect(raised).rejects.toThrow("it no longer fires");
  });

  it("writes all else where one change does not take, and tells that one with its line", async () => {
    const { plan, diff } = await pull((json) => {
      const age = titled(json, "Feed age");
      // The query knows no such label, and its unit is the builder's.
      for (const target of age.targets ?? []) target.legendFormat = "{{nowhere}}";
      if (age.fieldConfig) age.fieldConfig.defaults.unit = "none";
      titled(json, "Backlog").title = "Backlog of orders";
      age.title = "Age";
    });
    expect(plan.changes.map(({ what, action, source }) => [what, action, source])).toEqual([
      ["title", "pulled", undefined],
      ["unit", "shown", "dashboards/shop/queue.ts:25"],
      ["queries[0].legend", "shown", "dashboards/shop/queue.ts:21"],
      ['raw["fieldConfig.defaults.unit"]', "shown", "dashboards/shop/queue.ts:25"],
      ["title", "pulled", undefined],
    ]);
    expect(diff.split("\n").filter((line) => /^[+-] /.test(line))).toEqual([
      '-  title: "Feed age",',
      '+  title: "Age",',
      '-  title: "Backlog",',
      '+  title: "Backlog of orders",',
    ]);
  });

  it("tells what it reads as something else: a panel that asks another Prometheus", async () => {
    const { plan, said, files } = await pull((json) => {
      for (const target of titled(json, "Feed age").targets ?? [])
        target.datasource = { type: "prometheus", uid: "staging" };
    });
    expect(said).toContain('the dashboard asks "staging" (once): that is the data source prometheus now');
    expect([plan.changes, leaves(plan), files.size]).toEqual([[], true, 0]);
  });

  it("reads the form of Grafana 13 too, and puts its edits into the same code", async () => {
    const [code] = await dashboardsOf(root);
    const applied = writeV2(code as Dashboard, references);
    const live: unknown = JSON.parse(JSON.stringify(applied).replace('"title":"Backlog"', '"title":"Queue"'));
    const { plan, diff } = await pull(() => {}, { json: { live, applied } });
    expect(plan.changes.map(({ words, action }) => [words, action])).toEqual([
      ['panel Backlog: title "Backlog" -> "Queue"', "pulled"],
    ]);
    expect(diff).toContain('+  title: "Queue",');
  });

  it.each([[null], [[]], ["text"]])("says what is no dashboard, and which of the two: %j", async (live) => {
    const [code] = await dashboardsOf(root);
    const refused = pull(() => {}, { json: { live, applied: writeV1(code as Dashboard, references) } });
    await expect(refused).rejects.toMatchObject({ code: "dashboards/not-a-dashboard" });
  });

  it("shows a conflict and merges nothing of that panel", async () => {
    const path = join(root, "dashboards/shop/queue.ts");
    const text = readFileSync(path, "utf8");
    const { json } = await conflict(path, text.replace('title: "Feed age"', 'title: "Age of the feed"'));
    writeFileSync(path, text);
    expect(json).toMatchObject([
      { panel: "feed-age", what: "title", side: "both", action: "conflict" },
      { panel: "feed-age", what: "thresholds[0].value", side: "grafana", action: "shown" },
    ]);
  });
});

/** The code is edited after it was applied, and Grafana too. */
async function conflict(path: string, text: string) {
  const [before] = await dashboardsOf(root);
  if (!before) throw new Error("no dashboard");
  const json = writeV1(before, references) as Edited;
  writeFileSync(path, text);
  const live = structuredClone(json);
  titled(live, "Feed age").title = "Age";
  step(live, "Age", 1, 0.8);
  const result = await pull(() => {}, { json: { live, applied: json } });
  return { json: result.plan.changes };
}
