import type { Clock } from "../clock.ts";

/** Asks the exchange for its time, milliseconds since the epoch. */
export type AskTime = () => Promise<number>;

export interface ClockOffset {
  /** The exchange's clock minus ours, seconds. */
  readonly seconds: number;
  /** The round trip it was measured over; it is wrong by at most half of this. */
  readonly roundTripSeconds: number;
}

const SAMPLES = 5;

async function sample(ask: AskTime, clock: Clock): Promise<ClockOffset> {
  const [sentAt, start] = [clock.now(), clock.elapsed()];
  const theirs = await ask();
  const roundTripSeconds = clock.elapsed() - start;
  return { seconds: (theirs - sentAt) / 1000 - roundTripSeconds / 2, roundTripSeconds };
}

/** The offset by the shortest of five round trips, as NTP's clock filter chooses (RFC 5905, section 10). */
export async function measureOffset(ask: AskTime, clock: Clock): Promise<ClockOffset> {
  let best = await sample(ask, clock);
  for (let taken = 1; taken < SAMPLES; taken += 1) {
    const next = await sample(ask, clock);
    if (next.roundTripSeconds < best.roundTripSeconds) best = next;
  }
  return best;
}
