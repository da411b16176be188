import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { openMetrics } from "../../bench/scale-behaviours.ts";
import { blockBytesPerSample, predicted, readScaleFile, type ScaleFile, withPoints } from "../../bench/scale-file.ts";
import { ScalePage } from "../../bench/scale-page.ts";
import { Storage } from "../../bench/scale-storage.ts";
import { BLOCK_BYTES_PER_SAMPLE, LOG_BYTES_PER_SAMPLE } from "../../lib/services/capacity.ts";
import { parseText } from "../lib/metrics/parse-text.ts";

/** From 0 to 1, the same at every run. */
function fixedRandom(): () => number {
  let state = 1;
  return () => {
    state = (state * 16_807) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

describe("the exporter of the benchmark", () => {
  it("exposes as many series as it is asked for, none twice", () => {
    const { samples } = parseText(new ScalePage(1_200, fixedRandom()).next());
    expect(samples).toHaveLength(1_200);
    expect(new Set(samples.map(({ name, labels }) => `${name} ${labels["symbol"]}`)).size).toBe(1_200);
  });

  it("changes a quarter and a little of them from scrape to scrape, and none of those that never change", () => {
    const page = new ScalePage(1_600, fixedRandom());
    const [before, after] = [page.next(), page.next()].map((text) => parseText(text).samples.map(({ value }) => value));
    const changed = [...(before ?? []).keys()].filter((index) => before?.[index] !== after?.[index]);
    expect(changed.every((index) => index % 16 >= 8)).toBe(true);
    // Three and one of sixteen nearly always, four of sixteen in one scrape of ten.
    expect(changed.length / 1_600).toBeCloseTo(4 / 16 + (4 / 16) * 0.1, 1);
  });

  it("writes OpenMetrics of two hours for promtool, series after series", () => {
    const lines = openMetrics("seldom", fixedRandom(), 2).split("\n");
    expect(lines).toHaveLength(1 + 2 * 480 + 2);
    expect(lines[1]).toMatch(/^events\{series="0"\} 100\d 1440000000$/);
    expect(lines[480]).toMatch(/^events\{series="0"\} \d+ 1440007185$/);
    expect(lines.slice(-2)).toEqual(["# EOF", ""]);
  });
});

describe("Prometheus' storage", () => {
  let directory: string;
  afterEach(() => rmSync(directory, { recursive: true, force: true }));

  it("is the log's bytes and the fullest block that is whole", () => {
    directory = mkdtempSync(join(tmpdir(), "storage-"));
    const block = (name: string, numSamples: number, chunkBytes: number) => {
      mkdirSync(join(directory, name, "chunks"), { recursive: true });
      writeFileSync(join(directory, name, "chunks", "000001"), Buffer.alloc(chunkBytes));
      writeFileSync(join(directory, name, "index"), Buffer.alloc(50));
      writeFileSync(join(directory, name, "meta.json"), JSON.stringify({ stats: { numSamples, numSeries: 10 } }));
    };
    block("01FIRST", 100, 200);
    block("01SECOND", 1_200, 1_500);
    block("01THIRD.tmp-for-creation", 9_000, 9_000);
    mkdirSync(join(directory, "wal", "checkpoint.00000001"), { recursive: true });
    writeFileSync(join(directory, "wal", "00000002"), Buffer.alloc(300));
    writeFileSync(join(directory, "wal", "checkpoint.00000001", "00000000"), Buffer.alloc(40));
    const storage = new Storage(directory);
    expect(storage.logBytes()).toBe(340);
    expect(storage.fullestBlock()).toEqual({ series: 10, samples: 1_200, chunkBytes: 1_500, indexBytes: 50 });
  });

  it("has no block before one is cut", () => {
    directory = mkdtempSync(join(tmpdir(), "storage-"));
    expect(new Storage(directory).fullestBlock()).toBeUndefined();
  });
});

describe("what was measured", () => {
  const file = readScaleFile();

  it("is of 10 k, 100 k and 1 M series", () => {
    expect(file.points.map(({ series }) => series)).toEqual([10_000, 100_000, 1_000_000]);
    for (const { headSeries, series, failedScrapes, note } of file.points) {
      expect(headSeries).toBeGreaterThan(series);
      expect(headSeries).toBeLessThan(series * 1.02);
      // A run in which scrapes failed says how it was read.
      expect(failedScrapes < 0.05 || note !== undefined).toBe(true);
    }
  });

  it.each(file.points)(
    "of $series series is within what the sizing reckons: enough, and not twice too much",
    (point) => {
      const share = point.anonymousBytes / predicted(point).memory.value;
      expect(share).toBeGreaterThan(0.4);
      expect(share).toBeLessThan(1);
      expect(point.logBytesPerSample).toBeLessThanOrEqual(LOG_BYTES_PER_SAMPLE);
      expect(point.samplesPerProcessorSecond).toBeGreaterThan(100_000);
      // What uneven scrapes cost is not reckoned.
      expect((blockBytesPerSample(point) ?? 0) - 1.5).toBeLessThan(BLOCK_BYTES_PER_SAMPLE);
    },
  );

  it("of a size takes the place of what was measured of it before", () => {
    const at = (series: number, minutes: number) =>
      ({ ...file.points[0], series, minutes }) as ScaleFile["points"][number];
    const before = { ...file, points: [at(10, 1), at(30, 1)] };
    const now = { ...file, points: [at(30, 2), at(20, 2)] };
    expect(withPoints(before, now).points.map(({ series, minutes }) => [series, minutes])).toEqual([
      [10, 1],
      [20, 2],
      [30, 2],
    ]);
    expect(withPoints(undefined, before)).toEqual(before);
  });
});
