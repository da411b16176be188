import { beforeAll, describe, expect, it } from "vitest";
import { sizeText } from "../../cli/catalogue/text.ts";
import { table } from "../../cli/terminal/table.ts";
import { duration } from "../../lib/metrics/duration.ts";
import { seconds } from "../../lib/metrics/units.ts";
import { type Capacity, capacityOf } from "../../stacks/capacity.ts";
import { eventually, found } from "./eventually.ts";
import { type Shared, shared } from "./shared.ts";

let here: Shared;
let capacity: Capacity;
beforeAll(async () => {
  here = await shared();
  capacity = capacityOf(here.platform.model);
});

/** The one value of a query; waits for it, as a rate needs two scrapes. */
const value = (promql: string): Promise<number> =>
  eventually(`a value of ${promql}`, async () => found(await here.platform.query(promql), "no sample").value, {
    within: 60,
  });

/** Ten scrapes: a longer window would reach back before the start, and read too little. */
const sampleRate = (): Promise<number> =>
  value(
    `sum(rate(prometheus_tsdb_head_samples_appended_total[${duration(seconds(10 * here.platform.model.environment.interval.value))}]))`,
  );

const share = (predicted: number, real: number): string => `${Math.round((100 * predicted) / real)} %`;

describe("what the catalogue says that Prometheus has to carry", () => {
  it("is what Prometheus carries: series and samples within 15 %", async () => {
    const { need, jobs } = capacity;
    const head = await value("prometheus_tsdb_head_series");
    // Gone from their targets and kept until the head is cut: what the restarts and reloads of other tests left.
    const history = head - (await value('count({__name__=~".+"})'));
    const series = head - history;
    const rate = await eventually(
      `about ${need.samplesPerSecond} samples a second`,
      async () => {
        const seen = await sampleRate();
        expect(Math.abs(need.samplesPerSecond - seen) / seen).toBeLessThan(0.15);
        return seen;
      },
      { within: 90 },
    );
    const memory = await value('process_resident_memory_bytes{job="prometheus"}');
    const scraped = await value("sum(scrape_samples_post_metric_relabeling)");
    const rows = [
      ["", "PREDICTED", "RUNNING", "SHARE"],
      ["series", `${need.series}`, `${series}`, share(need.series, series)],
      ["samples per second", need.samplesPerSecond.toFixed(1), rate.toFixed(1), share(need.samplesPerSecond, rate)],
      ["resident memory", sizeText(need.memory.value), sizeText(memory), share(need.memory.value, memory)],
      ["series of rules", `${capacity.ruleSeries}`, `${await value('count({__name__=~".+:.+"}) or vector(0)')}`, ""],
      ["series that are history", "", `${history}`, ""],
    ];
    console.log(table(rows));
    expect(scraped).toBeGreaterThan(1000);
    expect(jobs).toHaveLength(here.platform.model.targets.length);
    expect(Math.abs(need.series - series) / series).toBeLessThan(0.15);
  });

  it("is enough for every job: none exposes more than its sample limit leaves room for", async () => {
    const samples = await here.platform.query("max by (job) (scrape_samples_post_metric_relabeling)");
    const real = new Map(samples.map(({ labels, value: count }) => [labels["job"], count]));
    const rows = capacity.jobs.map(({ job, exposed, most, limits }) => [
      job,
      `${exposed}`,
      `${most}`,
      `${real.get(job)}`,
      `${limits.samples}`,
    ]);
    console.log(table([["JOB", "PREDICTED", "AT MOST", "RUNNING", "LIMIT"], ...rows]));
    const over = capacity.jobs.filter(({ job, limits }) => !((real.get(job) ?? Number.NaN) <= limits.samples / 1.25));
    expect(over.map(({ job }) => `${job}: ${real.get(job)}`)).toEqual([]);
  });
});
