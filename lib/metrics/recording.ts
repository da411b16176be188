/** What a scrape really held, without its values: what declarations of other people's metrics are held to. */

export interface RecordedMetric {
  /** As exposed: counter, gauge, histogram, summary, untyped. */
  readonly type: string;
  readonly help: string;
  /** Label names, with how many values each had; without that of the type. An empty value counts: another
   * machine has another one, though Prometheus keeps no label there. */
  readonly labels: Readonly<Record<string, number>>;
  /** Series of one target, those of buckets, sums and counts among them. */
  readonly series: number;
  /** Upper bounds of a classic histogram, in ascending order, without +Inf. */
  readonly buckets?: readonly number[];
}
export type RecordedMetrics = Readonly<Record<string, RecordedMetric>>;

/** Who exports: a program, or a part of it that is scraped by itself. */
export interface Exporter {
  readonly exporter: string;
  readonly version: string;
}
/** The metrics of an exporter; of several targets, the most that one of them had. */
export interface Recording extends Exporter {
  readonly metrics: RecordedMetrics;
}

/** Labels that belong to the type, not to the metric. */
const OWN_LABELS: Readonly<Record<string, string>> = { histogram: "le", summary: "quantile" };
const SUFFIXES: Readonly<Record<string, readonly string[]>> = {
  histogram: ["_bucket", "_sum", "_count"],
  summary: ["_sum", "_count"],
};

interface Family {
  type: string;
  help: string;
  series: number;
  readonly labels: Map<string, Set<string>>;
}

/**
 * One target's metrics by name, from its exposition in the text format 0.0.4; those that only have a head are left out.
 * Fails on a line that is none of that format.
 * Source: https://prometheus.io/docs/instrumenting/exposition_formats/#text-based-format
 */
export function recordedMetrics(text: string): RecordedMetrics {
  const families = new Map<string, Family>();
  for (const line of text.split("\n").filter((line) => line.trim() !== "")) {
    if (line.startsWith("#")) describe(line, families);
    else observe(line, families);
  }
  const exposed = [...families].filter(([, { series }]) => series > 0);
  return sorted(exposed.map(([name, family]) => [name, recorded(family)] as const));
}

function recorded({ type, help, series, labels }: Family): RecordedMetric {
  const own = OWN_LABELS[type];
  const bounds = type === "histogram" ? ascending([...(labels.get("le") ?? [])].map(Number)) : [];
  const counts = [...labels].filter(([name]) => name !== own).map(([name, values]) => [name, values.size] as const);
  return { type, help, labels: sorted(counts), series, ...(bounds.length > 0 && { buckets: bounds }) };
}

function describe(line: string, families: Map<string, Family>): void {
  const [, keyword, name = "", ...rest] = line.split(" ");
  if (keyword === "HELP") familyOf(name, families).help = unescaped(rest.join(" "));
  if (keyword === "TYPE") familyOf(name, families).type = rest.join(" ");
}

function observe(line: string, families: Map<string, Family>): void {
  const name = /^[a-zA-Z_:][a-zA-Z0-9_:]*/.exec(line)?.[0];
  if (name === undefined) throw new SyntaxError(`not a line of the text format 0.0.4: ${line}`);
  const family = families.get(familyName(name, families)) ?? familyOf(name, families);
  family.series += 1;
  if (line[name.length] !== "{") return;
  for (const [label, value] of labelsOf(line, name.length + 1)) {
    family.labels.set(label, (family.labels.get(label) ?? new Set()).add(value));
  }
}

/** `x_bucket` is a sample of `x` when `x` was said to be a histogram. */
function familyName(sample: string, families: ReadonlyMap<string, Family>): string {
  for (const [type, suffixes] of Object.entries(SUFFIXES)) {
    const suffix = suffixes.find((ending) => sample.endsWith(ending));
    const base = suffix === undefined ? sample : sample.slice(0, -suffix.length);
    if (suffix !== undefined && families.get(base)?.type === type) return base;
  }
  return sample;
}

function familyOf(name: string, families: Map<string, Family>): Family {
  const known = families.get(name);
  if (known) return known;
  const family: Family = { type: "untyped", help: "", series: 0, labels: new Map() };
  families.set(name, family);
  return family;
}

const LABEL = /\s*([a-zA-Z_][a-zA-Z0-9_]*)\s*=\s*"((?:[^"\\]|\\.)*)"\s*(?:,|(?=\}))/y;

function* labelsOf(line: string, from: number): Iterable<readonly [name: string, value: string]> {
  LABEL.lastIndex = from;
  while (line[LABEL.lastIndex] !== "}") {
    const found = LABEL.exec(line);
    if (!found) throw new SyntaxError(`not a line of the text format 0.0.4: ${line}`);
    yield [found[1] as string, unescaped(found[2] as string)];
  }
}

const unescaped = (text: string): string => text.replace(/\\(.)/g, (_, c: string) => (c === "n" ? "\n" : c));

const ascending = (bounds: readonly number[]): readonly number[] =>
  [...new Set(bounds)].filter(Number.isFinite).sort((a, b) => a - b);

/** The most that one of the targets had, metric by metric. */
export function mostOf(targets: readonly RecordedMetrics[]): RecordedMetrics {
  const metrics = new Map<string, RecordedMetric>();
  for (const [name, metric] of targets.flatMap((one) => Object.entries(one))) {
    const other = metrics.get(name);
    metrics.set(name, other ? most(other, metric) : metric);
  }
  return sorted([...metrics]);
}

function most(one: RecordedMetric, other: RecordedMetric): RecordedMetric {
  const names = [...new Set([...Object.keys(one.labels), ...Object.keys(other.labels)])];
  const values = (name: string) => Math.max(one.labels[name] ?? 0, other.labels[name] ?? 0);
  return {
    ...one,
    labels: sorted(names.map((name) => [name, values(name)] as const)),
    series: Math.max(one.series, other.series),
    ...(one.buckets && { buckets: ascending([...one.buckets, ...(other.buckets ?? [])]) }),
  };
}

const sorted = <T>(entries: readonly (readonly [string, T])[]): Readonly<Record<string, T>> =>
  Object.fromEntries([...entries].sort(([a], [b]) => (a < b ? -1 : 1)));

/** As a file: one line a metric, so that a change of version reads as a list of metrics. */
export function recordingText({ exporter, version, metrics }: Recording): string {
  const lines = Object.entries(metrics).map(
    ([name, metric]) => `    ${JSON.stringify(name)}: ${JSON.stringify(metric)}`,
  );
  const head = `  "exporter": ${JSON.stringify(exporter)},\n  "version": ${JSON.stringify(version)}`;
  return `{\n${head},\n  "metrics": {\n${lines.join(",\n")}\n  }\n}\n`;
}
