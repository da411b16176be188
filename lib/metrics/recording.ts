/** What a scrape really held, without its values: what declarations of other people's metrics are held to. */

export interface RecordedMetric {
  /** As exposed: counter, gauge, histogram, summary, untyped. */
  readonly type: string;
  readonly help: string;
  /** Label names, with how many values each had. */
  readonly labels: Readonly<Record<string, number>>;
}
export interface Recording {
  readonly exporter: string;
  readonly version: string;
  readonly metrics: Readonly<Record<string, RecordedMetric>>;
}

interface Family {
  type: string;
  help: string;
  readonly labels: Map<string, Set<string>>;
}

/** Labels that belong to the type, not to the metric. */
const OWN_LABELS: Readonly<Record<string, string>> = { histogram: "le", summary: "quantile" };
const SUFFIXES: Readonly<Record<string, readonly string[]>> = {
  histogram: ["_bucket", "_sum", "_count"],
  summary: ["_sum", "_count"],
};

/**
 * The recording of an exposition in the text format 0.0.4. Fails on a line that is none of that format.
 * Source: https://prometheus.io/docs/instrumenting/exposition_formats/#text-based-format
 */
export function recordingOf(text: string, of: { readonly exporter: string; readonly version: string }): Recording {
  const families = new Map<string, Family>();
  for (const line of text.split("\n").filter((line) => line.trim() !== "")) {
    if (line.startsWith("#")) describe(line, families);
    else observe(line, families);
  }
  const sorted = [...families].sort(([a], [b]) => (a < b ? -1 : 1));
  return { ...of, metrics: Object.fromEntries(sorted.map(([name, family]) => [name, recorded(family)])) };
}

const recorded = ({ type, help, labels }: Family): RecordedMetric => ({
  type,
  help,
  labels: Object.fromEntries(
    [...labels].filter(([name]) => name !== OWN_LABELS[type]).map(([name, values]) => [name, values.size]),
  ),
});

function describe(line: string, families: Map<string, Family>): void {
  const [, keyword, name = "", ...rest] = line.split(" ");
  if (keyword === "HELP") familyOf(name, families).help = unescaped(rest.join(" "));
  if (keyword === "TYPE") familyOf(name, families).type = rest.join(" ");
}

function observe(line: string, families: Map<string, Family>): void {
  const name = /^[a-zA-Z_:][a-zA-Z0-9_:]*/.exec(line)?.[0];
  if (name === undefined) throw new SyntaxError(`not a line of the text format 0.0.4: ${line}`);
  const family = families.get(familyName(name, families)) ?? familyOf(name, families);
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
  const family: Family = { type: "untyped", help: "", labels: new Map() };
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
