import { describe, expect, it } from "vitest";
import { bytes, days, gibibytes, mebibytes, minutes, seconds } from "../../../lib/metrics/units.ts";
import { type Sizing, sizing } from "../../../lib/services/capacity.ts";
import { scaleOut } from "../../../lib/services/capacity-ladder.ts";

const noRules = { series: 0, interval: seconds(15) };

describe("what a Prometheus needs", () => {
  it("follows from series, intervals and retention by the documented formulas", () => {
    const jobs = [
      { targets: 2, series: 500, interval: seconds(10) },
      { targets: 1, series: 600, interval: minutes(1) },
    ];
    const need = sizing(jobs, { series: 150, interval: seconds(15) }, days(15));
    expect(need.series).toBe(1750);
    expect(need.samplesPerSecond).toBe(100 + 10 + 10);
    // 15 days of 120 samples a second at 2 bytes, and 3 hours of them in the log at 7.
    expect(need.disk.value).toBe(15 * 86_400 * 120 * 2 + 3 * 3600 * 120 * 7);
    expect(need.memory.value).toBe(64 * 2 ** 20 + 1750 * 3 * 1024);
  });

  it("is little when nothing is scraped", () => {
    expect(sizing([], noRules, days(15))).toMatchObject({ series: 0, samplesPerSecond: 0, disk: { value: 0 } });
  });
});

describe("the step that carries a need", () => {
  const standing = {
    room: { memory: mebibytes(512), disk: gibibytes(4), processors: 1 },
    isArchived: false,
    isTwofold: false,
  };
  const need = (series: number, disk = 2 ** 30): Sizing => ({
    ...sizing([{ targets: 1, series, interval: seconds(15) }], noRules, days(15)),
    disk: bytes(disk),
  });

  it("is none while half of the memory and the disk stay free of it", () => {
    expect(scaleOut(need(3_600), standing)).toEqual({ step: "as it stands" });
    // 64 MiB and 3 KiB a series are half of 512 MiB at 65,536 series.
    expect(scaleOut(need(65_536), standing)).toEqual({ step: "as it stands" });
    expect(scaleOut(need(65_537), standing)).toMatchObject({ step: "more room" });
    expect(scaleOut(need(10, 4 * 2 ** 30 + 1), standing)).toMatchObject({
      step: "more room",
      disk: { value: 4 * 2 ** 30 + 1 },
    });
  });

  it("is more room when processors are short, as they are at short intervals", () => {
    const often = sizing([{ targets: 10, series: 5_001, interval: seconds(1) }], noRules, minutes(1));
    expect(often.processors).toBeCloseTo(0.5001);
    expect(scaleOut(often, standing)).toMatchObject({ step: "more room", processors: expect.closeTo(1.0002) });
  });

  it("is more room on one machine, then remote storage for a long past, then shards", () => {
    expect(scaleOut(need(1_000_000), standing)).toMatchObject({
      step: "more room",
      memory: { value: 2 * (64 * 2 ** 20 + 1_000_000 * 3 * 1024) },
    });
    expect(scaleOut(need(1_000_000, 2 ** 41), standing)).toMatchObject({ step: "remote storage" });
    const many = sizing([{ targets: 10, series: 500_000, interval: seconds(30) }], noRules, days(15));
    expect(scaleOut(many, standing)).toEqual({ step: "shards", shards: 3 });
  });

  it("is shards where no machine has the processors, however few the series are", () => {
    const often = sizing([{ targets: 200, series: 2_500, interval: seconds(1) }], noRules, days(1));
    expect(often.processors).toBe(5);
    expect(scaleOut(often, standing)).toEqual({ step: "shards", shards: 3 });
  });

  it("is none where one target is too much: each is scraped whole", () => {
    expect(scaleOut(need(5_000_000), standing)).toEqual({ step: "smaller targets" });
    const often = sizing([{ targets: 1, series: 200_001, interval: seconds(1) }], noRules, days(1));
    expect(scaleOut(often, standing)).toEqual({ step: "smaller targets" });
  });

  it("of an agent asks for no disk", () => {
    const { memory, processors } = standing.room;
    const agent = { room: { memory, processors }, isArchived: true, isTwofold: false };
    expect(scaleOut(need(10, 2 ** 50), agent)).toEqual({ step: "as it stands" });
    const more = scaleOut(need(65_537, 2 ** 50), agent);
    expect(more).toMatchObject({ step: "more room" });
    expect(more).not.toHaveProperty("disk");
  });
});
