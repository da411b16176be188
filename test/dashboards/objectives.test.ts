import { describe, expect, it } from "vitest";
import { alerts } from "../../dashboards/alerts/index.ts";
import { BURNS, budgetLeft, budgetOf, burnRate } from "../../dashboards/alerts/objective.ts";
import type { Slo } from "../../lib/alerting/rules/slo.ts";
import { type DrawnPanel, panelsOf, type Table } from "../../lib/dashboards/index.ts";
import * as objectives from "../../rules/slos.ts";

const slos = Object.values(objectives).filter((one): one is Slo => "ticket" in one);
const panels = panelsOf(alerts);
const drawn = panels.filter((panel): panel is DrawnPanel => "queries" in panel);
const budgets = panels.find((panel): panel is Table => panel.key === "objectives");
const columnOf = (title: string) => budgets?.columns.find((column) => column.title === title);

describe("the objectives", () => {
  it("are those of the rules, each with a panel of its own", () => {
    expect(slos.map(({ name }) => name)).toHaveLength(4);
    expect(drawn.map(({ key }) => key)).toEqual(expect.arrayContaining(slos.map(({ name }) => `${name}-errors`)));
  });

  it("promise what the rules promise", () => {
    const promised = slos.map((slo) => [slo.ticket.labels["slo"], 1 - budgetOf(slo).value]);
    expect(Object.fromEntries(promised)).toEqual({
      "feed-freshness": 0.995,
      "order-path": 0.99,
      "webhook-delivery": 0.99,
      availability: 0.995,
    });
    for (const [name, share] of promised)
      expect(columnOf("Promised")?.promql).toContain(`label_replace(vector(${share}), "slo", "${name}", "", "")`);
  });

  it("stand in every column of the table", () => {
    const named = (promql: string) => [...promql.matchAll(/"slo", "([\w-]+)"/g)].map(([, name]) => name);
    for (const { promql } of budgets?.columns ?? [])
      expect(named(promql)).toEqual(["feed-freshness", "order-path", "availability", "webhook-delivery"]);
  });

  it.each(slos.map((slo) => [slo.name, slo] as const))(
    "are drawn with the limits of their alerts, which watch the panel: %s",
    (name, { page, ticket }) => {
      const panel = drawn.find(({ key }) => key === `${name}-errors`);
      expect(panel?.thresholds).toEqual([
        { value: ticket.condition.threshold.value, alert: ticket.name },
        { value: page.condition.threshold.value, alert: page.name },
      ]);
      expect(panel?.watchedBy.map((alert) => alert.name)).toEqual([page.name, ticket.name]);
      expect(panel?.unit).toBe("percentunit");
    },
  );

  it.each(slos.map((slo) => [slo.name, slo] as const))(
    "draw every window that their alerts judge at length: %s",
    (name, { page, ticket }) => {
      const judged = [page, ticket].flatMap(({ condition }) => condition.promql.match(/job:\w+:ratio_\w+_long/g) ?? []);
      const asked = drawn.find(({ key }) => key === `${name}-errors`)?.queries ?? [];
      expect(asked.map(({ promql }) => /^job:\w+:\w+/.exec(promql)?.[0])).toEqual(judged);
      expect(asked.map(({ legend }) => legend)).toEqual(["1 h", "6 h", "3 d"]);
    },
  );
});

describe("the error budget", () => {
  it("is whole before anything went wrong, though no failure was ever recorded", () => {
    expect(budgetLeft(objectives.applicationAvailability).promql).toBe(
      '1 - (job:availability_errors:ratio_period{job=~"$job"} or 0 * (job:availability_total:recent{job=~"$job"})) / 0.005',
    );
  });

  it("burns as many times as fast as it may", () => {
    const [hour] = BURNS;
    expect(burnRate(objectives.orderPath, hour).promql).toBe(
      '(job:order_path_errors:ratio_14x_long{job=~"$job"} or 0 * (job:order_path_total:recent{job=~"$job"})) / 0.01',
    );
  });

  it("is judged at the speeds at which alerts judge it", () => {
    const limits = ["Burnt over 1 h", "Burnt over 6 h", "Burnt over 3 d"].map((title) => columnOf(title)?.thresholds);
    expect(limits).toEqual([[{ value: 14.4 }], [{ value: 6 }], [{ value: 1 }]]);
    expect(columnOf("Budget left")).toMatchObject({ bad: "low", thresholds: [{ value: 0 }, { value: 0.25 }] });
  });
});

describe("the history of alerts", () => {
  it("tells firing from pending, leaves the Watchdog out, and keeps what is about no instance", () => {
    const history = drawn.find(({ key }) => key === "alert-history");
    expect(history?.queries.map(({ promql }) => promql)).toEqual([
      'max by (alertname) (2 * ALERTS{alertstate="firing",severity!="none",job=~"$job|",instance=~"$instance|"} or ALERTS{alertstate="pending",severity!="none",job=~"$job|",instance=~"$instance|"})',
    ]);
    expect(history?.states.map(({ value, text }) => `${value} ${text}`)).toEqual(["1 Pending", "2 Firing"]);
  });
});
