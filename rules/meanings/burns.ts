/** What the alerts of an objective mean, told once for all: failures in multiples of what the objective allows. */
import { during, type Meaning, type Phase, type SilentStory } from "../../lib/alerting/proofs/meaning.ts";
import { type Duration, hours, minutes } from "../../lib/metrics/units.ts";
import type { Happening } from "./happening.ts";

/** What is promised happens at this scrape, and such a share of it fails; so many times as much as usual, of a job. */
export type Promised = (share: number, traffic: number, job?: string) => Happening;

export interface Burning {
  readonly slo: string;
  readonly promised: Promised;
  /** The share that must go well, and the share that may fail. */
  readonly objective: string;
  readonly budget: number;
  /** Traffic at the objective's minimum, in multiples of the usual. */
  readonly least: number;
  /** A busy hour, in multiples of the usual traffic; undefined where there is always the same. */
  readonly busy?: number;
  /** What is told of a share. */
  readonly says: (share: string) => string;
  /** What else the page stays silent at. */
  readonly silent: readonly SilentStory[];
}

/** When one of two burns is told, of which share, and how long it outlives the failures. */
interface Burn {
  readonly firesAfter: Duration;
  readonly share: string;
  readonly outlives: Duration;
}
export interface Burns {
  readonly fast: Burn;
  readonly slow: Burn;
  /** Of the first, when no scrape succeeds any more. */
  readonly unscraped: Meaning["unscraped"];
}

const every = minutes(1);

const phases = ({ promised, budget }: Burning) => ({
  well: (lasts: Duration, traffic = 1): Phase => during(lasts, promised(0, traffic)),
  nothing: (lasts: Duration): Phase => during(lasts, promised(0, 0)),
  /** So many times as much fails as may. */
  burn: (lasts: Duration, times: number): Phase => during(lasts, promised(times * budget, 1)),
  failing: (lasts: Duration, share: number, traffic: number): Phase => during(lasts, promised(share, traffic)),
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

export function burnsFast(given: Burning, { fast, slow, unscraped }: Burns): Meaning {
  const { well, nothing, burn, failing, elsewhere } = phases(given);
  return {
    fires: [
      {
        when: "forty times as much fails as may, for an hour",
        every,
        before: [well(hours(1))],
        happens: [burn(hours(1), 40)],
        firesAfter: fast.firesAfter,
        tells: tells(given, "fast", fast, "1 h or 6 h", "56 h"),
        resolves: { phases: [well(hours(1))], after: fast.outlives },
      },
      {
        when: "thirteen times as much fails as may, for four hours",
        every,
        before: [well(hours(1))],
        happens: [burn(hours(4), 13)],
        firesAfter: slow.firesAfter,
        tells: tells(given, "fast", slow, "1 h or 6 h", "56 h"),
        resolves: { phases: [well(hours(1))], after: slow.outlives },
      },
    ],
    silent: [
      { when: "five and a half times as much fails as may, for seven hours", every, phases: [burn(hours(7), 5.5)] },
      { when: "nothing happens at all", every, phases: [nothing(hours(2))] },
      { when: "all fails on another platform", every, phases: [elsewhere(hours(2))] },
      {
        when: "five and a half times as much fails as may, at three times the traffic",
        every,
        phases: [failing(hours(7), 5.5 * given.budget, 3)],
      },
      {
        when: "all fails in the first minutes that are seen",
        every,
        phases: [failing(minutes(3), 1, given.least), well(hours(2), given.least)],
      },
      ...given.silent,
    ],
    unscraped,
  };
}

export function burnsSlowly(given: Burning, { fast, slow, unscraped }: Burns): Meaning {
  const { well, nothing, burn, failing, elsewhere } = phases(given);
  return {
    fires: [
      {
        when: "33 times as much fails as may for two hours, and after three more the rest of it slowly",
        every,
        before: [well(hours(1))],
        happens: [burn(hours(2), 33), well(hours(3)), burn(hours(6), 1.5)],
        firesAfter: slow.firesAfter,
        tells: tells(given, "slowly", slow, "1 d or 3 d", "14 d"),
        resolves: { phases: [well(hours(4))], after: slow.outlives },
      },
      ...(given.busy
        ? [
            {
              when: "half fails in a quiet day after a busy one",
              every,
              before: [well(hours(1), given.busy), nothing(hours(24))],
              happens: [failing(hours(2), 0.5, given.least)],
              firesAfter: fast.firesAfter,
              tells: tells(given, "slowly", fast, "1 d or 3 d", "14 d"),
              resolves: { phases: [well(hours(3), given.least)], after: fast.outlives },
            },
          ]
        : []),
    ],
    silent: [
      { when: "33 times as much fails as may, for two hours", every, phases: [burn(hours(2), 33), well(hours(1))] },
      { when: "nothing happens at all", every, phases: [nothing(hours(2))] },
      { when: "all fails on another platform", every, phases: [elsewhere(hours(2))] },
    ],
    unscraped,
  };
}
