import { describe, expect, it } from "vitest";
import { measureOffset } from "../../../app/feed/clock-offset.ts";
import { ExchangeRest } from "../../../app/feed/rest.ts";
import { openExchange } from "../support/exchange.ts";
import { FakeClock } from "../support/fake-clock.ts";
import { openRecorder } from "../support/recorder.ts";

describe("the clock's offset", () => {
  it("is measured by the shortest of five round trips, half of it counted to each way", async () => {
    const clock = new FakeClock();
    const roundTrips = [400, 80, 20, 300, 100];
    const ask = async () => {
      const trip = roundTrips.shift() as number;
      // All of a slow round trip is spent on the way there, which makes that sample wrong by half of it.
      clock.block(trip === 20 ? 10 : trip);
      const theirs = clock.now() + 3_000;
      clock.block(trip === 20 ? 10 : 0);
      return theirs;
    };
    const offset = await measureOffset(ask, clock);
    expect(offset.seconds).toBeCloseTo(3, 9);
    expect(offset.roundTripSeconds).toBeCloseTo(0.02, 9);
    expect(roundTrips).toEqual([]);
  });

  it("follows the exchange when its clock is skewed", async () => {
    const clock = new FakeClock();
    const { exchange, restUrl } = await openExchange(clock);
    const rest = new ExchangeRest({ baseUrl: restUrl, clock, recorder: openRecorder().recorder });
    exchange.perform({ action: "skew", milliseconds: -1_500 });
    const { seconds } = await measureOffset(() => rest.time(new AbortController().signal), clock);
    expect(seconds).toBeCloseTo(-1.5, 9);
  });
});
