import type { Matcher, Selector } from "../../promql/parse/ast.ts";
import type { Ask } from "./emptiness.ts";
import type { Reason } from "./reason.ts";

/** As far back as is looked for what is gone, and how finely. */
const LOOKBACK = "1d";
const STEP = "1m";
const VALUES_NAMED = 5;

interface Asked {
  readonly ask: Ask;
  readonly text: string;
}

/** Why a selector finds no series now: the ladder from "never existed" to "not together". */
export async function whyNoSeries({ ask, text }: Asked, selector: Selector): Promise<Reason> {
  const { name, matchers, from, to } = selector;
  const written = text.slice(from, to);
  if (name === undefined) return goneOrNever(ask, written);
  const metric = metricWith(name, "");
  if (await isEmpty(ask, metric)) return goneOrNever(ask, metric, name);
  for (const matcher of matchers) {
    const found = await whyNoMatch(ask, name, matcher, text.slice(matcher.from, matcher.to));
    if (found) return found;
  }
  return { kind: "combination", selector: written };
}

const metricWith = (name: string, matcher: string): string =>
  `{__name__=${JSON.stringify(name)}${matcher && `, ${matcher}`}}`;

const isEmpty = async (ask: Ask, selector: string): Promise<boolean> => (await ask(`count(${selector})`)).length === 0;

async function goneOrNever(ask: Ask, selector: string, series = selector): Promise<Reason> {
  const secondsAgo = await lastSeen(ask, selector);
  return secondsAgo === undefined
    ? { kind: "never", series, lookback: LOOKBACK }
    : { kind: "vanished", series, secondsAgo };
}

/** Seconds since a series of the selector had a sample; undefined where none had within the look-back. */
async function lastSeen(ask: Ask, selector: string): Promise<number | undefined> {
  const [seen] = await ask(`time() - max_over_time(max(timestamp(${selector}))[${LOOKBACK}:${STEP}])`);
  return seen?.value;
}

async function whyNoMatch(ask: Ask, metric: string, matcher: Matcher, text: string): Promise<Reason | undefined> {
  const matching = metricWith(metric, text);
  if (!(await isEmpty(ask, matching))) return undefined;
  const secondsAgo = await lastSeen(ask, matching);
  if (secondsAgo !== undefined) return { kind: "value-gone", metric, matcher: text, secondsAgo };
  const { label } = matcher;
  const counted = await ask(`count by (${label}) (${metricWith(metric, `${label}!=""`)})`);
  if (counted.length === 0) return { kind: "label", metric, label };
  const values = counted.map(({ labels }) => labels[label] ?? "").sort();
  return { kind: "value", metric, matcher: text, values: values.slice(0, VALUES_NAMED) };
}
