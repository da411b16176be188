import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { madeUp } from "../../../../lib/alerting/mutants/equivalence/made-up.ts";
import { random } from "../../../../lib/alerting/mutants/equivalence/random.ts";
import { readingOf } from "../../../../lib/alerting/mutants/equivalence/reading.ts";
import { catalogue } from "../../promql/checker/given.ts";

const made = (promql: string, seed: number) => {
  const reading = readingOf("Any", [promql], { catalogue, recorded: new Set(["recorded"]) });
  return madeUp(reading, { jobs: catalogue.jobs, steps: 50, step: 15, random: random(seed) });
};
const names = (series: ReadonlyMap<string, unknown>) => new Set([...series.keys()].map((key) => key.split("{")[0]));
const seeds = fc.integer({ min: 0, max: 2 ** 32 - 1 });

describe("series that are made up", () => {
  it("come again with the same seed, and others with another", () => {
    expect(made("up == 0", 5)).toEqual(made("up == 0", 5));
    expect(made("up == 0", 5)).not.toEqual(made("up == 0", 6));
  });

  it("are of what the rule reads, and of nothing that it records", () => {
    const series = made("size_bytes > 5 and queue_bytes offset 5m > 1 or wait_seconds_count > recorded", 1);
    expect(names(series)).toEqual(new Set(["size_bytes", "queue_bytes", "wait_seconds_count"]));
  });

  it("carry the labels that are declared, with declared values and those that the rule names", () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        for (const series of made('calls_total{code="500"} > 1 and size_bytes{disk=~"sda|sdb"}', seed).keys())
          expect(series).toMatch(
            /^(calls_total\{code="(200|500)"|size_bytes\{disk="(disk-1|disk-2|sda|sdb)"),job="app",instance="app:\d+"\}$/,
          );
      }),
    );
  });

  it("are whole, never negative counts of items; truths are 0 and 1", () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        for (const [series, points] of made("calls_total > 2.5 and up == 0", seed))
          for (const point of points) {
            if (typeof point !== "number") continue;
            expect(series.startsWith("up") ? [0, 1].includes(point) : Number.isInteger(point) && point >= 0).toBe(true);
          }
      }),
    );
  });

  it("are buckets that agree: no bound counts less than a lower one, and the last counts all", () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const series = made("wait_seconds_bucket > 1 and on () wait_seconds_count > 1", seed);
        const at = (le: string, base: string) =>
          series.get(base.replace("_count{", "_bucket{").replace(",job=", `,le="${le}",job=`));
        for (const [name, counts] of series) {
          if (!name.startsWith("wait_seconds_count")) continue;
          expect(at("+Inf", name)).toEqual(counts);
          counts.forEach((count, index) => {
            const bounds = ["0.5", "1.0", "60.0"].map((le) => at(le, name)?.[index]);
            if (typeof count === "number")
              expect([...bounds, count].sort((a, b) => Number(a) - Number(b))).toEqual([...bounds, count]);
          });
        }
      }),
    );
  });

  it("are sometimes missing, sometimes end, and now and then begin anew", () => {
    const all = Array.from({ length: 40 }, (_, seed) => [...made("calls_total > 5", seed).values()]).flat();
    expect(all.flat()).toEqual(expect.arrayContaining(["missing", "stale"]));
    const falls = all.filter((points) => points.some((point, index) => Number(point) < Number(points[index - 1])));
    expect(falls.length).toBeGreaterThan(0);
  });
});
