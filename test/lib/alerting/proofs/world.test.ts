import { describe, expect, it } from "vitest";
import { type Ground, World } from "../../../../lib/alerting/proofs/world.ts";
import { counter, gauge, histogram } from "../../../../lib/metrics/definitions.ts";
import { perMinute, seconds } from "../../../../lib/metrics/units.ts";

const labelSets = counter({ name: "dropped_sets_total", help: "", unit: "items" });
const values = counter({ name: "dropped_values_total", help: "", unit: "items" });
const orders = counter({ name: "orders_total", help: "", unit: "items", labels: { side: ["buy", "sell"] } });
const wait = histogram({ name: "wait_seconds", help: "", unit: "seconds", buckets: [seconds(1)] });
const connections = gauge({ name: "pg_connections", help: "", unit: "items", labels: { state: ["idle"] } });

const ground: Ground = {
  recorders: { shop: { metrics: [orders, wait, labelSets, values], drops: { labelSets, values } } },
  undeclared: (metric) => (metric === "pg_connections" ? ["database", "state"] : []),
};
const inWorld = (story: (world: World) => void): Readonly<Record<string, string>> => {
  const world = new World(ground, 15, (metric) => !/^scrape|^dropped/.test(metric));
  story(world);
  return Object.fromEntries(world.series());
};
const labels = 'job="shop",instance="shop:1"';

describe("a world of scraped targets", () => {
  it("exposes what our recorder exposes, sets not yet used included, with the labels of the target", () => {
    const series = inWorld((world) => {
      world.target("shop").increment(orders, { side: "buy" }, 3);
      world.scrape();
      world.target("shop").observe(wait, {}, 0.5, 2);
      world.scrape();
    });
    expect(series).toEqual({
      [`orders_total{side="buy",${labels}}`]: "3x1",
      [`orders_total{side="sell",${labels}}`]: "0x1",
      [`wait_seconds_bucket{le="1.0",${labels}}`]: "0 2",
      [`wait_seconds_bucket{le="+Inf",${labels}}`]: "0 2",
      [`wait_seconds_sum{${labels}}`]: "0 1",
      [`wait_seconds_count{${labels}}`]: "0 2",
      [`up{${labels}}`]: "1x1",
    });
  });

  it("exposes a foreign metric from when it is recorded, with the labels that its exporter really has", () => {
    const series = inWorld((world) => {
      world.target("postgres").answers();
      world.scrape();
      world.target("postgres").set(connections, { state: "idle" }, 4);
      world.scrape();
    });
    expect(series['pg_connections{state="idle",database="any",job="postgres",instance="postgres:1"}']).toBe("_ 4");
  });

  it("ends every series but up when a scrape fails, and goes on when it succeeds again", () => {
    const series = inWorld((world) => {
      world.target("shop").increment(orders, { side: "buy" });
      for (const happens of ["answers", "fails", "fails", "answers"] as const) {
        world.target("shop")[happens]();
        world.scrape();
      }
    });
    expect(series[`orders_total{side="buy",${labels}}`]).toBe("1 stale _ 1");
    expect(series[`up{${labels}}`]).toBe("1 0x1 1");
  });

  it("ends up as well when the target is gone from the configuration", () => {
    const series = inWorld((world) => {
      world.target("shop").answers();
      world.scrape();
      world.target("shop").vanishes();
      world.scrape();
      world.scrape();
    });
    expect(series[`up{${labels}}`]).toBe("1 stale _");
  });

  it("begins counters anew when the process restarts", () => {
    const series = inWorld((world) => {
      world.target("shop").increment(orders, { side: "buy" }, 7);
      world.scrape();
      world.target("shop").restarts();
      world.scrape();
    });
    expect(series[`orders_total{side="buy",${labels}}`]).toBe("7 0");
  });

  it("tells what Prometheus found in a scrape that was over its limit", () => {
    const world = new World(ground, 15, (metric) => metric.startsWith("scrape_"));
    world.target("shop").limitSamples(100);
    world.target("shop").fails({ samplesScraped: 150, samplesKept: 150, bodyBytes: 5000, seconds: 0.5 });
    world.scrape();
    const series = Object.fromEntries(world.series());
    expect(series).toEqual({
      [`scrape_samples_scraped{${labels}}`]: "150",
      [`scrape_samples_post_metric_relabeling{${labels}}`]: "150",
      [`scrape_sample_limit{${labels}}`]: "100",
      [`scrape_body_size_bytes{${labels}}`]: "5000",
      [`scrape_duration_seconds{${labels}}`]: "0.5",
    });
  });

  it("tells what relabeling kept of a scrape that succeeded, until an answer is plain again", () => {
    const world = new World(ground, 15, (metric) => metric === "up" || metric.startsWith("scrape_samples"));
    world.target("exporter").answers({ samplesScraped: 50, samplesKept: 40 });
    world.scrape();
    world.target("exporter").answers();
    world.scrape();
    const series = Object.fromEntries(world.series());
    const exporter = 'job="exporter",instance="exporter:1"';
    expect(series).toEqual({
      [`up{${exporter}}`]: "1x1",
      [`scrape_samples_scraped{${exporter}}`]: "50 0",
      [`scrape_samples_post_metric_relabeling{${exporter}}`]: "40 0",
    });
  });

  it("deals out whole events, as many as the rate says in the long run", () => {
    const world = new World(ground, 15, (metric) => metric.startsWith("scrape_"));
    const dealt = Array.from({ length: 9 }, () => {
      const events = world.events(perMinute(10));
      world.scrape();
      return events;
    });
    expect(dealt).toEqual([0, 2, 3, 2, 3, 2, 3, 2, 3]);
  });

  it("refuses a story that records what the real program could not", () => {
    const world = new World(ground, 15, (metric) => metric.startsWith("scrape_"));
    world.target("postgres").set(connections, { state: "idle" }, Number.NaN);
    expect(() => world.scrape()).toThrow(
      "the recorder refused what a story of job postgres recorded in pg_connections",
    );
  });
});
