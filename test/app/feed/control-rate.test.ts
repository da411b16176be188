import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ControlRate } from "../../../app/feed/control-rate.ts";
import { FakeClock } from "../support/fake-clock.ts";

function create() {
  const clock = new FakeClock();
  const sent: number[] = [];
  const waiting = { frames: 0 };
  const rate = new ControlRate(clock, () => {
    if (waiting.frames === 0) return false;
    waiting.frames -= 1;
    sent.push(Math.round(clock.elapsed() * 1000));
    return true;
  });
  const add = (frames: number) => {
    waiting.frames += frames;
    rate.poke();
  };
  return { clock, sent, rate, add };
}

describe("the rate of control frames", () => {
  it("lets one through at once, and the next ones each a quarter of a second later", () => {
    const { clock, sent, add } = create();
    add(5);
    clock.advance(2_000);
    expect(sent).toEqual([0, 250, 500, 750, 1_000]);
  });

  it("lets a frame through at once after a rest", () => {
    const { clock, sent, add } = create();
    add(1);
    clock.advance(300);
    add(1);
    expect(sent).toEqual([0, 300]);
  });

  it("is at most four in any second, however they are asked for, and none is lost", () => {
    const moves = fc.array(fc.record({ wait: fc.integer({ min: 0, max: 400 }), frames: fc.nat(6) }));
    fc.assert(
      fc.property(moves, (steps) => {
        const { clock, sent, add } = create();
        for (const { wait, frames } of steps) {
          clock.advance(wait);
          add(frames);
        }
        clock.advance(1_000_000);
        expect(sent).toHaveLength(steps.reduce((sum, { frames }) => sum + frames, 0));
        for (const [index, at] of sent.entries())
          if (index >= 4) expect(at - (sent[index - 4] as number)).toBeGreaterThanOrEqual(1_000);
      }),
    );
  });

  it("ends when it is stopped", () => {
    const { clock, sent, rate, add } = create();
    add(3);
    rate.stop();
    clock.advance(1_000);
    expect(sent).toEqual([0]);
  });
});
