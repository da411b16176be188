import type { Reason } from "./reason.ts";

/** A reason as a sentence, with what to look at. */
export function reasonText(reason: Reason): string {
  switch (reason.kind) {
    case "unreadable":
      return "the query is no PromQL";
    case "never":
      return `never existed: no sample of ${reason.series} in the last ${reason.lookback}; is it exported, and its target scraped?`;
    case "vanished":
      return `vanished: ${reason.series} was last seen ${ago(reason.secondsAgo)}; was its target or its exporter taken away?`;
    case "label":
      return `no label ${reason.label} on ${reason.metric} now; was it renamed or dropped?`;
    case "value":
      return `no ${reason.metric} has ${reason.matcher}; there are ${listed(reason.values)}`;
    case "value-gone":
      return `value gone: ${reason.metric} with ${reason.matcher} was last seen ${ago(reason.secondsAgo)}`;
    case "combination":
      return `no series is all of ${reason.selector}, though each of its matchers finds some`;
    case "samples":
      return `too few samples in the window of ${reason.text}: the series has just begun, or is scraped more rarely`;
    case "filtered":
      return `no value passes ${reason.text}`;
    case "unmatched":
      return `no series of both sides belong together in ${reason.text}: they have no labels in common`;
    case "no-traffic":
      return `no traffic: ${reason.text} is only NaN, because nothing happened in its window`;
    case "operation":
      return `${reason.text} has no result, though everything in it has`;
  }
}

const listed = (values: readonly string[]): string => values.map((value) => JSON.stringify(value)).join(", ");

function ago(seconds: number): string {
  if (seconds < 120) return `${Math.round(seconds)} s ago`;
  return seconds < 7200 ? `${Math.round(seconds / 60)} min ago` : `${Math.round(seconds / 3600)} h ago`;
}
