import { describe, expect, it } from "vitest";
import { sampleEventLoopLag } from "../../../app/runtime/event-loop-lag.ts";
import { Exposer } from "../../../lib/metrics/exposer.ts";
import { renderText } from "../../../lib/metrics/exposition.ts";
import { MetricsRecorder } from "../../../lib/metrics/recorder.ts";
import { droppedLabelSets, droppedValues, eventLoopLag, metricsRender } from "../../../metrics/quantflow/runtime.ts";
import { parseText, sampleValue } from "../../lib/metrics/parse-text.ts";
import { FakeClock } from "../support/fake-clock.ts";

function create() {
  const clock = new FakeClock();
  const recorder = new MetricsRecorder([eventLoopLag, metricsRender, droppedLabelSets, droppedValues], {
    labelSets: droppedLabelSets,
    values: droppedValues,
  });
  const cancel = sampleEventLoopLag(recorder, clock);
  const value = (suffix: string, labels = {}) =>
    sampleValue(parseText(renderText(recorder.families())), `quantflow_event_loop_lag_seconds_${suffix}`, labels);
  return { clock, recorder, cancel, value };
}

describe("the event loop's lag", () => {
  it("is nothing while timers run when they are due", () => {
    const { clock, value } = create();
    clock.advance(1_000);
    expect(value("count")).toBe(50);
    expect(value("sum")).toBeCloseTo(0, 9);
  });

  it("is how long the loop was held beyond the period", () => {
    const { clock, value } = create();
    clock.block(320);
    clock.advance(0);
    expect(value("sum")).toBeCloseTo(0.3, 9);
    expect(value("bucket", { le: "0.2" })).toBe((value("count") as number) - 1);
  });

  it("shows the pause of a scrape to the next, however many scrape", async () => {
    const { clock, recorder } = create();
    const exposer = new Exposer({
      sources: [recorder],
      elapsed: () => clock.elapsed(),
      refresh: () => clock.block(420),
      rendered: (took) => recorder.observe(metricsRender, {}, took),
    });
    const scrape = async () => parseText(await exposer.text());
    const lags = [];
    for (let scraper = 0; scraper < 3; scraper += 1) {
      const text = await scrape();
      clock.advance(0);
      lags.push(sampleValue(text, "quantflow_event_loop_lag_seconds_sum"));
    }
    expect(lags.map((lag) => Math.round((lag ?? Number.NaN) * 10))).toEqual([0, 4, 8]);
    expect(sampleValue(await scrape(), "quantflow_metrics_render_seconds_sum")).toBeCloseTo(3 * 0.42, 9);
  });

  it("is sampled no more once cancelled", () => {
    const { clock, cancel, value } = create();
    cancel();
    clock.advance(1_000);
    expect(value("count")).toBe(0);
  });
});
