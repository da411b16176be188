import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { firings, type Holds, within } from "../../../../lib/alerting/backtest/index.ts";
import { MINUTE, seriesOf } from "./given.ts";

const labels = { stream: "trade" };
/** A mark an evaluation, a minute apart: `x` where there is a sample. */
const fired = (marks: string, { for: held = 0, keepFiringFor = 0 }: Partial<Holds> = {}) =>
  firings(
    [seriesOf(marks, labels)],
    { for: held * MINUTE, keepFiringFor: keepFiringFor * MINUTE },
    { first: 0, last: (marks.length - 1) * MINUTE, interval: MINUTE },
  ).map(({ from, until }) => [from / MINUTE, until === undefined ? undefined : until / MINUTE]);

describe("an alert", () => {
  it("fires from the first sample until the first evaluation without one", () => {
    expect(fired("..xxx..x.")).toEqual([
      [2, 5],
      [7, 8],
    ]);
  });

  it("waits for as long as it is told, and anew after one evaluation without a sample", () => {
    expect(fired("xxx.xxxx.", { for: 3 })).toEqual([[7, 8]]);
    expect(fired("xxxx.", { for: 2.5 })).toEqual([[3, 4]]);
  });

  it("goes on firing for as long as it is told from the first evaluation without a sample", () => {
    expect(fired("xx......", { keepFiringFor: 3 })).toEqual([[0, 5]]);
    expect(fired("xx......", { keepFiringFor: 2.5 })).toEqual([[0, 5]]);
  });

  it("is the same one when a sample comes back while it goes on, without waiting again", () => {
    expect(fired("xxx..x......", { for: 2, keepFiringFor: 3 })).toEqual([[2, 9]]);
    expect(fired("xxx...x.....", { for: 2, keepFiringFor: 3 })).toEqual([[2, 10]]);
    expect(fired("xxx....x....", { for: 2, keepFiringFor: 3 })).toEqual([[2, 6]]);
  });

  it("that only waited does not go on", () => {
    expect(fired("xx.xx...", { for: 2, keepFiringFor: 3 })).toEqual([]);
  });

  it("fires still where the last evaluation finds it", () => {
    expect(fired("..xx")).toEqual([[2, undefined]]);
    expect(fired("x...", { keepFiringFor: 9 })).toEqual([[0, undefined]]);
  });

  it("is another one for other labels", () => {
    const other = { stream: "kline" };
    const found = firings([seriesOf("..x.", labels), seriesOf("x...", other)], { for: 0, keepFiringFor: 0 }, THREE);
    expect(found).toEqual([
      { labels: other, from: 0, until: MINUTE },
      { labels, from: 2 * MINUTE, until: 3 * MINUTE },
    ]);
  });

  it("that began before a time is told from it, and one that ended before is not", () => {
    const found = firings([seriesOf("x.xx.", labels)], { for: 0, keepFiringFor: 0 }, { ...THREE, last: 4 * MINUTE });
    expect(within(found, 3 * MINUTE)).toEqual([{ labels, from: 3 * MINUTE, until: 4 * MINUTE }]);
  });

  it("fires as an evaluation after the other would have it", () => {
    const hold = fc.integer({ min: 0, max: 6 }).map((half) => half / 2);
    const marks = fc.array(fc.constantFrom("x", "x", "."), { minLength: 1, maxLength: 40 }).map((all) => all.join(""));
    fc.assert(
      fc.property(marks, hold, hold, (marks, held, keepFiringFor) => {
        expect(fired(marks, { for: held, keepFiringFor })).toEqual(evaluated(marks, held, keepFiringFor));
      }),
      { numRuns: 2000 },
    );
  });
});

const THREE = { first: 0, last: 3 * MINUTE, interval: MINUTE };

/** An alert's state as Prometheus keeps it, one evaluation after the other; a minute apart. */
function evaluated(marks: string, held: number, keepFiringFor: number): (readonly [number, number | undefined])[] {
  const found: [number, number | undefined][] = [];
  let active: number | undefined;
  let firing = false;
  let missingSince: number | undefined;
  for (const [at, mark] of [...marks].entries()) {
    if (mark === "x") {
      missingSince = undefined;
      active ??= at;
      if (!firing && at - active >= held) {
        firing = true;
        found.push([at, undefined]);
      }
      continue;
    }
    missingSince ??= at;
    if (firing && at - missingSince < keepFiringFor) continue;
    if (firing) found.push([found.pop()?.[0] ?? 0, at]);
    [active, firing, missingSince] = [undefined, false, undefined];
  }
  return found;
}
