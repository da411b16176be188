import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { contains, timeInterval, weekends, workingHours } from "../../../../lib/alerting/routing/index.ts";
import { neverSpeaks } from "../../../../lib/alerting/routing/speaking.ts";
import { type ClockTime, type Span, WEEKDAYS } from "../../../../lib/alerting/routing/time-interval.ts";

const at = (time: string): number => Date.parse(time);

describe("a time interval", () => {
  it("begins with its first minute and ends before its last", () => {
    const office = workingHours("UTC");
    expect(contains(office, at("2026-11-23T08:59:59Z"))).toBe(false);
    expect(contains(office, at("2026-11-23T09:00:00Z"))).toBe(true);
    expect(contains(office, at("2026-11-23T16:59:59Z"))).toBe(true);
    expect(contains(office, at("2026-11-23T17:00:00Z"))).toBe(false);
  });

  it("is of the days it names", () => {
    expect(contains(workingHours("UTC"), at("2026-11-22T12:00:00Z"))).toBe(false);
    expect(contains(weekends("UTC"), at("2026-11-22T12:00:00Z"))).toBe(true);
  });

  it("goes by the clock of its place, in summer and in winter", () => {
    const berlin = workingHours("Europe/Berlin");
    expect(contains(berlin, at("2026-07-06T07:00:00Z"))).toBe(true);
    expect(contains(berlin, at("2026-01-05T07:00:00Z"))).toBe(false);
    expect(contains(berlin, at("2026-01-05T08:00:00Z"))).toBe(true);
    expect(contains(weekends("Asia/Tokyo"), at("2026-11-20T15:00:00Z"))).toBe(true);
  });

  it.each<[why: string, zone: string, spans: readonly Span[]]>([
    ["it has no times", "UTC", []],
    ["there is no time zone Mars/Olympus", "Mars/Olympus", [{}]],
    ["its weekdays are an empty list", "UTC", [{ weekdays: [] }]],
    ["24:30 is no time of day", "UTC", [{ times: [{ from: "09:00", to: "24:30" }] }]],
    ["9:00 is no time of day", "UTC", [{ times: [{ from: "9:00", to: "17:00" }] }]],
    ["22:00 to 06:00 ends before it begins", "UTC", [{ times: [{ from: "22:00", to: "06:00" }] }]],
    ["09:00 to 09:00 ends before it begins", "UTC", [{ times: [{ from: "09:00", to: "09:00" }] }]],
  ])("is refused when %s", (why, zone, spans) => {
    expect(() => timeInterval("odd", zone, spans)).toThrow(
      expect.objectContaining({
        code: "routing/invalid-interval",
        message: expect.stringContaining(`time interval "odd" is wrong: ${why}`),
      }),
    );
  });
});

const zone = fc.constantFrom("UTC", "Europe/Berlin", "Asia/Kathmandu", "America/New_York");
const clock = (minute: number): ClockTime =>
  `${`${Math.floor(minute / 60)}`.padStart(2, "0")}:${`${minute % 60}`.padStart(2, "0")}` as ClockTime;
const times = fc
  .uniqueArray(fc.constantFrom(0, 7, 540, 1020, 1433, 1440), { minLength: 2, maxLength: 2 })
  .map((minutes) => minutes.sort((a, b) => a - b).map(clock))
  .map(([from, to]) => ({ from: from as ClockTime, to: to as ClockTime }));
const span = fc.record(
  { weekdays: fc.subarray([...WEEKDAYS], { minLength: 1 }), times: fc.array(times, { minLength: 1, maxLength: 2 }) },
  { requiredKeys: [] },
);
const interval = fc
  .record({ zone, spans: fc.array(span, { minLength: 1, maxLength: 3 }) })
  .map((given) => timeInterval("any", given.zone, given.spans));
const intervals = fc.array(interval, { maxLength: 2 });

describe("a route that never speaks", () => {
  it("is one that is muted around the clock, by one interval or by several", () => {
    const day = timeInterval("day", "Europe/Berlin", [{ times: [{ from: "00:00", to: "12:00" }] }]);
    const night = timeInterval("night", "Europe/Berlin", [{ times: [{ from: "12:00", to: "24:00" }] }]);
    expect(neverSpeaks({ muted: [day, night], active: [] })).toBe(true);
    expect(neverSpeaks({ muted: [day], active: [night] })).toBe(false);
    expect(neverSpeaks({ muted: [night], active: [night] })).toBe(true);
    expect(neverSpeaks({ muted: [], active: [] })).toBe(false);
  });

  it("is not one whose intervals leave an hour where the clocks of two places differ in summer", () => {
    const day = timeInterval("day", "Europe/Berlin", [{ times: [{ from: "00:00", to: "12:00" }] }]);
    const night = timeInterval("night", "UTC", [{ times: [{ from: "11:00", to: "23:00" }] }]);
    expect(neverSpeaks({ muted: [day, night], active: [] })).toBe(false);
  });

  it("is one that speaks at no minute of a week in winter and of one in summer", () => {
    const minutes = [at("2026-01-05T00:00:00Z"), at("2026-07-06T00:00:00Z")].flatMap((monday) =>
      Array.from({ length: 7 * 24 * 60 }, (_, minute) => monday + minute * 60_000),
    );
    const property = fc.property(intervals, intervals, (muted, active) => {
      const speaks = (minute: number) =>
        !muted.some((one) => contains(one, minute)) &&
        (active.length === 0 || active.some((one) => contains(one, minute)));
      expect(neverSpeaks({ muted, active })).toBe(!minutes.some(speaks));
    });
    fc.assert(property, { numRuns: 40 });
  });
});
