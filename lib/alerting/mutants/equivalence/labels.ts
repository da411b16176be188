import type { Series } from "../../../promql/checker/series.ts";
import type { Random } from "./random.ts";
import type { Reading } from "./reading.ts";

export type LabelSet = Readonly<Record<string, string>>;

/** Values of a label: those that matchers name, others of its list, and made-up ones where any value may come. */
export function valuesOf(label: string, series: readonly Series[], { named }: Reading): readonly [string, ...string[]] {
  const domains = series.map(({ metric }) => metric.labels[label]);
  const listed = domains.flatMap((domain) => (domain !== undefined && !("upTo" in domain) ? domain : []));
  if (listed.length > 0) return [listed[0] as string, ...listed.slice(1)];
  return [`${label}-1`, `${label}-2`, ...(named.get(label) ?? [])];
}

/** Labels of a few series of one target, the same for all its metrics, so that a match finds both sides. */
export function labelSets(reading: Reading, random: Random): readonly LabelSet[] {
  const names = new Set(reading.series.flatMap(({ metric }) => Object.keys(metric.labels)));
  return Array.from({ length: 1 + random.below(4) }, () =>
    Object.fromEntries([...names].map((name) => [name, random.pick(valuesOf(name, reading.series, reading))])),
  );
}

/** Targets: of every job that a matcher names, and of some others that expose such metrics. Few or many a job. */
export function targets(reading: Reading, jobs: readonly string[], random: Random): readonly LabelSet[] {
  const exposing = [...new Set(reading.series.flatMap(({ metric }) => metric.jobs ?? jobs))];
  const named = exposing.filter((job) => reading.named.get("job")?.includes(job));
  const others = exposing.filter((job) => !named.includes(job));
  const some = others.length === 0 ? [] : [0, 1].map(() => others[random.below(others.length)] as string);
  const most = reading.series.length > 3 || reading.series.some(({ part }) => part === "bucket") ? 3 : 40;
  return [...new Set([...named, ...some])].flatMap((job) =>
    Array.from({ length: random.pick([1, 2, 3, most]) }, (_, index) => ({ job, instance: `${job}:${index + 1}` })),
  );
}
