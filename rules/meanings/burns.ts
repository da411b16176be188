/** What the alerts of an objective mean, told once for all: failures in multiples of what the objective allows. */
import { during, type Meaning, type Phase, type SilentStory } from "../../lib/alerting/proofs/meaning.ts";
import { type Duration, days, hours, minutes } from "../../lib/metrics/units.ts";
import type { Happening } from "./happening.ts";

/** Such a share fails of what is promised; of that happens so many times the objective's minimum, to a job. */
export type Promised = (share: number, traffic: number, job?: string) => Happening;

export interface Burning {
  readonly slo: string;
  readonly promised: Promised;
  /** The share that must go well, and the share that may fail. */
  readonly objective: string;
  readonly budget: number;
  /** So many times the minimum that a small share of it is a whole number of failures; 4 or more. */
  readonly much: number;
  /** What is told of a share. */
  readonly says: (share: string) => string;
  /** What else the page stays silent at. */
  readonly silent: readonly SilentStory[];
}

/** When a burn is told, of which share, and how long it outlives the failures. */
interface Burn {
  readonly firesAfter: Duration;
  readonly share: string;
  readonly outlives: Duration;
}
export interface Burns {
  readonly first: Burn;
  readonly second: Burn;
  /** Of the first, when no scrape succeeds any more. */
  readonly unscraped: Meaning["unscraped"];
}

const every = minutes(1);
/** Of stories of days: a state is looked at every minute, and seen for five. */
const FIVE_MINUTES = minutes(5);

const phases = ({ promised, budget, much }: Burning) => ({
  well: (lasts: Duration): Phase => during(lasts, promised(0, much / 2)),
  nothing: (lasts: Duration): Phase => during(lasts, promised(0, 0)),
  /** So many times as much fails as may, at the usual traffic, at twice as much, or at the objective's minimum. */
  burn: (lasts: Duration, times: number): Phase => during(lasts, promised(times * budget, much / 2)),
  burnBusy: (lasts: Duration, times: number): Phase => during(lasts, promised(times * budget, much)),
  burnLeast: (lasts: Duration, times: number): Phase => during(lasts, promised(times * budget, 1)),
  failing: (lasts: Duration, share: number): Phase => during(lasts, promised(share, 1)),
  elsewhere: (lasts: Duration): Phase => during(lasts, promised(1, 1, "staging")),
});

const tells = ({ slo, objective, says }: Burning, speed: string, { share }: Burn, over: string, spent: string) =>
  [
    {
      labels: { job: "quantflow" },
      summary: `The error budget of ${slo} burns ${speed}`,
      description: `${says(share)}, over ${over}, and still. The objective is ${objective} over 14 d: at this pace its error budget is spent within ${spent}.`,
    },
  ] as const;

export function burnsFast(given: Burning, { first, second, unscraped }: Burns): Meaning {
  const { well, nothing, burn, burnBusy, failing, elsewhere } = phases(given);
  return {
    fires: [
      {
        when: "15.1 times as much fails as may for an hour, until it is 13.6 times as much",
        every,
        before: [well(hours(5)), burn(minutes(10), 30), well(minutes(65))],
        happens: [burnBusy(minutes(58), 15.12)],
        firesAfter: first.firesAfter,
        tells: tells(given, "fast", first, "1 h or 6 h", "56 h"),
        resolves: { phases: [burn(minutes(12), 13.6)], after: first.outlives },
      },
      {
        when: "eight times as much fails as may for four hours, until it is 5.7 times as much",
        every,
        before: [well(hours(2)), burn(minutes(30), 12), well(minutes(390))],
        happens: [burnBusy(hours(4), 8)],
        firesAfter: second.firesAfter,
        tells: tells(given, "fast", second, "1 h or 6 h", "56 h"),
        resolves: { phases: [burn(minutes(45), 5.7)], after: second.outlives },
      },
    ],
    silent: [
      { when: "5.7 times as much fails as may, for seven hours", every, phases: [burnBusy(hours(7), 5.7)] },
      { when: "nothing happens at all", every, phases: [nothing(hours(2))] },
      { when: "all fails on another platform", every, phases: [elsewhere(hours(2))] },
      {
        when: "all fails in the first minutes that are seen",
        every,
        phases: [failing(minutes(3), 1), failing(hours(2), 0)],
      },
      ...given.silent,
    ],
    unscraped,
  };
}

export function burnsSlowly(given: Burning, { first, second, unscraped }: Burns): Meaning {
  const { well, nothing, burn, burnBusy, burnLeast, failing, elsewhere } = phases(given);
  return {
    fires: [
      {
        when: "33 times as much fails as may, for four hours",
        every: FIVE_MINUTES,
        before: [failing(hours(1), 0)],
        happens: [burnLeast(hours(4), 33)],
        firesAfter: first.firesAfter,
        tells: tells(given, "slowly", first, "3 d", "14 d"),
        resolves: { phases: [failing(hours(7), 0)], after: first.outlives },
      },
      {
        when: "1.5 times as much fails as may for 38 hours, until it is 0.95 times as much",
        every: FIVE_MINUTES,
        before: [well(hours(6)), burn(hours(1), 4), well(days(3))],
        happens: [burnBusy(hours(38), 1.5)],
        firesAfter: second.firesAfter,
        tells: tells(given, "slowly", second, "3 d", "14 d"),
        resolves: { phases: [burn(hours(8), 0.95)], after: second.outlives },
      },
    ],
    silent: [
      {
        when: "33 times as much fails as may, for two hours",
        every: FIVE_MINUTES,
        phases: [burnLeast(hours(2), 33), failing(hours(1), 0)],
      },
      { when: "nothing happens at all", every: FIVE_MINUTES, phases: [nothing(hours(2))] },
      { when: "all fails on another platform", every: FIVE_MINUTES, phases: [elsewhere(hours(6))] },
    ],
    unscraped,
  };
}
