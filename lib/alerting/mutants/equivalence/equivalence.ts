import { duration, parseDuration } from "../../../metrics/duration.ts";
import { type Duration, seconds } from "../../../metrics/units.ts";
import type { Catalogue } from "../../../promql/checker/catalogue.ts";
import { notation } from "../../proofs/notation.ts";
import type { Suite } from "../../proofs/suite.ts";
import type { Mutant } from "../mutant.ts";
import type { Toolbox } from "../promtool.ts";
import { type FiledAlert, filedAlert, withoutTexts } from "../rule-file.ts";
import { sideBySide } from "../side-by-side.ts";
import type { Trial } from "../trial.ts";
import { complaintsOf } from "../trials.ts";
import { madeUp } from "./made-up.ts";
import { random } from "./random.ts";
import { type Reading, readingOf } from "./reading.ts";

/** How an alert and its mutant did on series made up at random. */
export interface Equivalence {
  readonly series: number;
  /** Worlds of series, each evaluated apart. */
  readonly worlds: number;
  /** In how many of them the alert fired: silence on both sides would show nothing. */
  readonly fired: number;
  /** What promtool says of the first world in which ALERTS, pending or firing, differed at some evaluation. */
  readonly difference: string | undefined;
}

export interface EquivalenceGiven {
  readonly catalogue: Catalogue;
  readonly evaluationInterval: Duration;
  /** The same seed makes up the same series. */
  readonly seed: number;
  /** How many series at least. */
  readonly series?: number;
}

const SERIES = 10_000;

/**
 * Evaluates an alert and its mutant side by side on random series. Fails on a metric that the catalogue lacks, and
 * where promtool ends otherwise than by judging.
 */
export async function equivalence(
  suite: Pick<Suite, "alert" | "rules">,
  mutant: Mutant,
  given: EquivalenceGiven,
  toolbox: Toolbox,
): Promise<Equivalence> {
  const filed = withoutTexts(filedAlert(suite));
  const recorded = new Set(filed.recordings.map(({ record }) => record));
  const expressions = [filed.alert, ...filed.recordings, mutant].map(({ expr }) => expr);
  const reading = readingOf(suite.alert, expressions, { catalogue: given.catalogue, recorded });
  const beat = beatOf(reading, filed, mutant, given.evaluationInterval.value);
  const worlds = worldsOf(reading, beat, given);
  const rules = sideBySide(filed, [mutant]);
  const complaints = await complaintsOf(
    worlds.map((world) => trialOf(rules, world, beat)),
    toolbox,
  );
  const all = complaints.flat();
  return {
    series: worlds.reduce((sum, world) => sum + world.size, 0),
    worlds: worlds.length,
    fired: complaints.filter((one) => one.some(({ rule }) => rule === ORIGINAL)).length,
    difference: all.find(({ rule, kind }) => rule === MUTANT || kind === "evaluation")?.text,
  };
}

interface Beat {
  readonly steps: number;
  /** Seconds. */
  readonly step: number;
}

/** Steps of a world: more of one world show less than more worlds do. */
const FEWEST_STEPS = 60;
const MOST_STEPS = 240;
const LOOKS_BACK = 3;
const SCRAPES_IN_A_WINDOW = 4;

/**
 * Long enough that the longest window and `for` pass a few times. Scrapes and evaluations are as far apart as the
 * shortest window allows, unless it is the time between them that the two differ in.
 */
function beatOf({ windows }: Reading, { alert }: FiledAlert, mutant: Mutant, evaluation: number): Beat {
  const held = Math.max(parseDuration(alert.for ?? "0") ?? 0, mutant.for?.value ?? 0);
  const length = LOOKS_BACK * (Math.max(...windows) + held);
  const widest = Math.min(windows[0] / SCRAPES_IN_A_WINDOW, length / MOST_STEPS);
  const differInFor = mutant.span === undefined;
  const step = differInFor ? evaluation : Math.max(1, Math.floor(widest / evaluation)) * evaluation;
  return { step, steps: Math.max(FEWEST_STEPS, Math.ceil(length / step)) };
}

type World = ReadonlyMap<string, string>;

function worldsOf(
  reading: Reading,
  beat: Beat,
  { catalogue, seed, series = SERIES }: EquivalenceGiven,
): readonly World[] {
  const chance = random(seed);
  const worlds: World[] = [];
  for (let count = 0; count < series; count += worlds.at(-1)?.size ?? 0) {
    const made = madeUp(reading, { ...beat, jobs: catalogue.jobs, random: chance });
    worlds.push(new Map([...made].map(([name, points]) => [name, notation(points)])));
  }
  return worlds;
}

/** Places in the trial. */
const ORIGINAL = 0;
const MUTANT = 1;

const trialOf = (rules: Trial["rules"], world: World, { step, steps }: Beat): Trial => ({
  ...{ interval: duration(seconds(step)), size: 2, rules },
  tests: ([original = "", mutant = ""]) => {
    const end = step * (steps - 1);
    const nothing = (expr: string) => ({
      expr: `count(count_over_time((${expr})[${end + 1}s:${step}s]))`,
      eval_time: `${end}s`,
      exp_samples: [],
    });
    return {
      ...{ name: "made up", interval: `${step}s` },
      input_series: [...world].map(([series, values]) => ({ series, values })),
      // The rule that a complaint names first is the one it is about: the mutant where they differ.
      promql_expr_test: [
        nothing(differing(mutant, original)),
        nothing(`ALERTS{alertname="${original}",alertstate="firing"}`),
      ],
    };
  },
});

function differing(one: string, other: string): string {
  const [a, b] = [`ALERTS{alertname="${one}"}`, `ALERTS{alertname="${other}"}`];
  return `${a} unless ignoring (alertname) ${b} or ${b} unless ignoring (alertname) ${a}`;
}
