export type Labels = Readonly<Record<string, string>>;

/**
 * One label set that a range query found, with the instants at which it had a sample: milliseconds since 1970, rising.
 * Values are none of it: an alert is active where there is a sample, be it 0 or NaN. Where a series has no sample in
 * the five minutes before an evaluation, or was marked as stale, Prometheus finds none.
 */
export interface Series {
  readonly labels: Labels;
  readonly at: readonly number[];
}

/** When a rule is evaluated: first, first + interval, …, last. Instants in milliseconds since 1970. */
export interface Evaluations {
  readonly first: number;
  readonly last: number;
  /** Milliseconds. */
  readonly interval: number;
}

/** Evaluations in parts of so many at most, as Prometheus answers no more than 11,000 points of a series at once. */
export function inParts({ first, last, interval }: Evaluations, most: number): readonly Evaluations[] {
  const length = most * interval;
  const count = Math.ceil((last + interval - first) / length);
  return Array.from({ length: Math.max(0, count) }, (_, index) => {
    const from = first + index * length;
    return { first: from, last: Math.min(from + length - interval, last), interval };
  });
}

/** The answers to parts as one: what a series has in each, in their order. */
export function joined(parts: readonly (readonly Series[])[]): readonly Series[] {
  const found = new Map<string, { readonly labels: Labels; readonly at: number[][] }>();
  for (const { labels, at } of parts.flat()) {
    const key = keyOf(labels);
    const known = found.get(key) ?? { labels, at: [] };
    known.at.push([...at]);
    found.set(key, known);
  }
  return [...found.values()].map(({ labels, at }) => ({ labels, at: at.flat() }));
}

/** The same text for the same labels, in whatever order they stand. */
export const keyOf = (labels: Labels): string =>
  JSON.stringify(Object.entries(labels).sort(([left], [right]) => (left < right ? -1 : 1)));
