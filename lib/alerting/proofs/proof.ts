import { type Duration, seconds } from "../../metrics/units.ts";
import type { Alert } from "../rules/alert.ts";
import { labelsOf } from "../rules/file.ts";
import { tooShort } from "./errors.ts";
import { type Happened, happen, inSteps } from "./happenings.ts";
import { during, type FiringStory, type Phase, type SilentStory } from "./meaning.ts";
import type { Ground } from "./world.ts";

const EVERY = seconds(15);
/** How long scrapes go on failing; longer than a series is remembered without a sample, 5 minutes. */
const UNSCRAPED_STEPS = 40;

/** One statement about an alert: a test group of promtool. */
export interface Proof {
  /** "FeedStale fires when …", unique among those of one rule. */
  readonly name: string;
  /** Between scrapes, which are evaluations too. */
  readonly interval: string;
  readonly input_series: readonly { readonly series: string; readonly values: string }[];
  readonly alert_rule_test: readonly object[];
  readonly promql_expr_test: readonly object[];
}

export interface ProofGiven {
  /** What the rule goes by: rules of one alert are told apart. */
  readonly name: string;
  readonly ground: Ground;
  /** Whether the rule can see a metric at all; series of others are left out, for they cost time. */
  readonly reads: (metric: string) => boolean;
}

/** Everything that an alert's meaning states: when it fires and ends, when it is silent, what failed scrapes do. */
export const proofsOf = (alert: Alert, given: ProofGiven): readonly Proof[] => [
  ...alert.meaning.fires.map((story) => firing(alert, story, given)),
  unscraped(alert, alert.meaning.fires[0], given),
  ...alert.meaning.silent.map((story) => staysSilent(alert, story, given)),
];

function firing(alert: Alert, story: FiringStory, given: ProofGiven): Proof {
  const step = stepOf(story);
  const happened = happen([story.before ?? [], story.happens, story.resolves?.phases ?? []], { ...given, step });
  const [, wrong = 0, right = 0] = happened.beginnings;
  const from = wrong + inSteps("firesAfter", story.firesAfter, step);
  const until = story.resolves ? right + inSteps("resolves.after", story.resolves.after, step) : happened.end + step;
  const title = `${given.name} fires when ${story.when}`;
  const counts = counting(alert, title, story);
  return {
    ...proof(title, happened, step),
    alert_rule_test: [toldAt(alert, story, from)],
    promql_expr_test: [...counts.firing(from, until, happened.end), ...counts.pending(from)],
  };
}

/** Once it fires, no scrape brings anything any more. */
function unscraped(alert: Alert, story: FiringStory, given: ProofGiven): Proof {
  const step = stepOf(story);
  const untilItFires = cut(alert.name, story.happens, story.firesAfter.value + step, step);
  const cutOff = during(seconds(UNSCRAPED_STEPS * step), (world) => world.nothingAnswers());
  const happened = happen([story.before ?? [], untilItFires, [cutOff]], { ...given, step });
  const [, wrong = 0, failed = 0] = happened.beginnings;
  const from = wrong + story.firesAfter.value;
  const until = Math.min(failed + lasting(alert, step), happened.end + step);
  const title = `${given.name} ${howLong(alert)} when no scrape succeeds any more`;
  const expected = counting(alert, title, story).firing(from, until, happened.end);
  return { ...proof(title, happened, step), promql_expr_test: expected };
}

function staysSilent(alert: Alert, story: SilentStory, given: ProofGiven): Proof {
  const step = stepOf(story);
  const happened = happen([story.phases], { ...given, step });
  const title = `${given.name} stays silent when ${story.when}`;
  const never = countAt(alert, { title, state: "firing", at: happened.end, samples: 0 });
  return { ...proof(title, happened, step), promql_expr_test: [never] };
}

function lasting({ meaning: { unscraped } }: Alert, step: number): number {
  if (unscraped === "ends") return 0;
  return unscraped === "stays" ? Number.POSITIVE_INFINITY : inSteps("unscraped.lasts", unscraped.lasts, step);
}

const howLong = ({ meaning: { unscraped } }: Alert): string =>
  typeof unscraped === "string" ? unscraped : `lasts ${unscraped.lasts.text}`;

/** The beginning of phases, so many seconds of it. */
function cut(alert: string, phases: readonly Phase[], length: number, step: number): readonly Phase[] {
  let left = length;
  const beginning = phases.flatMap(({ lasts, happens }) => {
    const some = Math.min(left, inSteps("a phase", lasts, step));
    left -= some;
    return some > 0 ? [during(seconds(some), happens)] : [];
  });
  if (left > 0) throw tooShort(alert, length);
  return beginning;
}

const stepOf = ({ every = EVERY }: { readonly every?: Duration }): number => every.value;

/** Texts and labels of everything that fires, at one evaluation. */
const toldAt = (alert: Alert, { tells }: FiringStory, time: number): object => ({
  eval_time: `${time}s`,
  alertname: alert.name,
  exp_alerts: tells.map(({ labels, summary, description }) => ({
    exp_labels: { ...labels, ...labelsOf(alert) },
    exp_annotations: { summary, description },
  })),
});

function counting(alert: Alert, title: string, story: FiringStory) {
  const step = stepOf(story);
  const held = Math.ceil((alert.for?.value ?? 0) / step);
  const count = (state: State, at: number, evaluations: number, range?: number) =>
    countAt(alert, { title, state, at, samples: evaluations * story.tells.length, ...(range && { range }) });
  return {
    /** At every evaluation from `from` until before `until`, at none before and none after. */
    firing: (from: number, until: number, end: number): readonly object[] => [
      ...(from === 0 ? [] : [count("firing", from - step, 0)]),
      count("firing", until - step, (until - from) / step),
      count("firing", end, (until - from) / step),
    ],
    /** For as long as `for` says, right before it fires. */
    pending: (from: number): readonly object[] => (held === 0 ? [] : [count("pending", from, held, held * step + 1)]),
  };
}

type State = "firing" | "pending";
interface Count {
  readonly title: string;
  readonly state: State;
  /** Seconds. */
  readonly at: number;
  /** One an evaluation and instance of the alert. */
  readonly samples: number;
  /** Seconds; since the beginning when absent. */
  readonly range?: number;
}

/**
 * How many samples Prometheus has written of the alert in a state. The matcher that always holds tells promtool's
 * reports of two proofs apart.
 */
const countAt = ({ name }: Alert, { title, state, at, samples, range = at + 1 }: Count): object => ({
  expr: `sum(count_over_time(ALERTS{alertname="${name}",alertstate="${state}",proof!="${title}"}[${range}s]))`,
  eval_time: `${at}s`,
  exp_samples: samples === 0 ? [] : [{ labels: "{}", value: samples }],
});

const proof = (title: string, { series }: Happened, step: number): Proof => ({
  name: title,
  interval: `${step}s`,
  input_series: [...series].map(([name, values]) => ({ series: name, values })),
  alert_rule_test: [],
  promql_expr_test: [],
});
