import { describe, expect, it } from "vitest";
import { annotations } from "../../dashboards/annotations.ts";
import { dashboards } from "../../dashboards/index.ts";
import { type Dashboard, expressionsOf, panelsOf, type Row, rowsOf } from "../../lib/dashboards/index.ts";

/** What is seen at once: a tab's panels, or all of them. */
const screensOf = ({ rows, tabs }: Dashboard): readonly (readonly Row[])[] =>
  tabs.length > 0 ? tabs.map((tab) => tab.rows) : [rows];
const named = dashboards.map((one) => [one.title, one] as const);

describe.each(named)("%s", (_, dashboard) => {
  const panels = panelsOf(dashboard);

  it("answers a question, which is its first line", () => {
    expect(dashboard.description.split("\n")[0]).toMatch(/^[A-Z].*\?$/);
  });

  it("heads its rows with a few words, or with a question of its own", () => {
    for (const { title } of rowsOf(dashboard)) if (title !== undefined) expect(title).toMatch(/^[A-Z][^.]+$/);
  });

  it("shows 14 panels at most at once", () => {
    for (const rows of screensOf(dashboard)) expect(rows.flatMap((row) => row.panels).length).toBeLessThanOrEqual(14);
  });

  it.each(panels.map((panel) => [panel.title, panel] as const))(
    "says of %s what it shows and what to think of it",
    (title, { description }) => {
      expect(title).toMatch(/^[A-Z].{2,39}$/);
      expect(description).toMatch(/^[A-Z].{60,}[.?]$/s);
    },
  );

  it("marks alerts and deploys", () => {
    expect(dashboard.annotations).toEqual(annotations);
  });

  it("lets the same things be chosen, under the same names", () => {
    const titles = Object.fromEntries(
      dashboard.variables.map(({ name, ...one }) => [name, "title" in one && one.title]),
    );
    expect(titles).toMatchObject({ job: "Job", instance: "Instance" });
    expect(dashboard.variables.slice(0, 2).map(({ name }) => name)).toEqual(["job", "instance"]);
  });

  it("narrows every query to what is chosen, but for what is no instance's own", () => {
    const wide = panels
      .flatMap(expressionsOf)
      .filter((promql) => !promql.includes("$job") && /quantflow_/.test(promql));
    expect(wide).toEqual([]);
  });
});
