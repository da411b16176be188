/**
 * A strict reader of OpenMetrics 1.0, written against its specification and not against our writer: it throws at the
 * first line that breaks a MUST.
 * Source: https://github.com/prometheus/OpenMetrics/blob/v1.0.0/specification/OpenMetrics.md
 */
export interface CheckedSample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
  readonly exemplar?: {
    readonly labels: Readonly<Record<string, string>>;
    readonly value: number;
    readonly timestamp?: number;
  };
}

export interface CheckedFamily {
  readonly name: string;
  readonly type: string;
  readonly help?: string;
  readonly unit?: string;
  readonly samples: readonly CheckedSample[];
}

interface Open {
  readonly name: string;
  readonly said: Map<string, string>;
  readonly samples: CheckedSample[];
}

const SUFFIXES: Readonly<Record<string, readonly string[]>> = {
  counter: ["_total", "_created"],
  gauge: [""],
  histogram: ["_bucket", "_count", "_sum", "_created"],
  info: ["_info"],
  summary: ["", "_count", "_sum", "_created"],
  unknown: [""],
};
const NAME = "[a-zA-Z_:][a-zA-Z0-9_:]*";
const LABELS = '\\{(?:[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\\\\\n]|\\\\[\\\\"n])*"(?:,(?!\\})|(?=\\})))*\\}';
const NUMBER = "(?:[+-]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?|[+-]?Inf|NaN)";
const METADATA = new RegExp(`^# (TYPE|HELP|UNIT) (${NAME}) (.*)$`);
const SAMPLE = new RegExp(`^(${NAME})(${LABELS})? (${NUMBER})(?: # (${LABELS}) (${NUMBER})(?: (${NUMBER}))?)?$`);

function must(condition: boolean, what: string, line: string): asserts condition {
  if (!condition) throw new Error(`${what}: ${line}`);
}

const unescaped = (text: string): string => text.replace(/\\(.)/g, (_, c: string) => (c === "n" ? "\n" : c));
const number = (text: string): number => Number(text.replace("Inf", "Infinity"));

export function checkOpenMetrics(text: string): readonly CheckedFamily[] {
  must(text.endsWith("# EOF\n"), "the last line is # EOF", text.slice(-40));
  const families: Open[] = [];
  for (const line of text.slice(0, -"# EOF\n".length).split("\n").slice(0, -1)) {
    const metadata = METADATA.exec(line);
    if (metadata) describe(families, metadata as unknown as [string, string, string, string], line);
    else families.at(-1)?.samples.push(sample(families, line)) ?? must(false, "a sample belongs to a family", line);
  }
  for (const family of families) checkFamily(family);
  const names = families.map(({ name }) => name);
  must(new Set(names).size === names.length, "a family stands in one place", names.join(" "));
  return families.map(closed);
}

const closed = ({ name, said, samples }: Open): CheckedFamily => ({
  ...{ name, type: said.get("TYPE") ?? "unknown", samples },
  ...(said.has("HELP") && { help: unescaped(said.get("HELP") as string) }),
  ...(said.has("UNIT") && { unit: said.get("UNIT") as string }),
});

function describe(families: Open[], [, keyword, name, rest]: [string, string, string, string], line: string): void {
  if (families.at(-1)?.name !== name) families.push({ name, said: new Map(), samples: [] });
  const { said, samples } = families.at(-1) as Open;
  must(samples.length === 0, "metadata stand before the samples", line);
  must(!said.has(keyword), "metadata are said once", line);
  if (keyword === "TYPE") must(rest in SUFFIXES, "a type is known", line);
  if (keyword === "UNIT") must(name.endsWith(`_${rest}`), "a name ends in its unit", line);
  if (keyword === "HELP") must(/^(?:[^\\"]|\\[\\"n])*$/.test(rest), "a help is escaped", line);
  said.set(keyword, rest);
}

function sample(families: readonly Open[], line: string): CheckedSample {
  const found = SAMPLE.exec(line);
  must(found !== null, "a line is a sample", line);
  const [, name = "", labels = "{}", value = "", exemplarLabels, exemplarValue = "", timestamp] = found;
  const type = families.at(-1)?.said.get("TYPE") ?? "unknown";
  const base = families.at(-1)?.name ?? "";
  must(
    (SUFFIXES[type] ?? []).some((suffix) => name === base + suffix),
    `a sample of a ${type} is named so`,
    line,
  );
  const own = { name, labels: labelsOf(labels, line), value: number(value) };
  if (exemplarLabels === undefined) return own;
  must(name.endsWith("_bucket") || name.endsWith("_total"), "an exemplar is on a bucket or a total", line);
  const on = labelsOf(exemplarLabels, line);
  must([...Object.entries(on).flat().join("")].length <= 128, "an exemplar has at most 128 characters", line);
  return {
    ...own,
    exemplar: { labels: on, value: number(exemplarValue), ...(timestamp && { timestamp: number(timestamp) }) },
  };
}

function labelsOf(text: string, line: string): Readonly<Record<string, string>> {
  const pairs = [...text.matchAll(/([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\]|\\.)*)"/g)];
  const names = pairs.map(([, name]) => name);
  must(new Set(names).size === names.length, "a label is said once", line);
  return Object.fromEntries(pairs.map(([, name, value]) => [name as string, unescaped(value as string)]));
}

function checkFamily({ name, said, samples }: Open): void {
  const keys = samples.map((one) => JSON.stringify([one.name, Object.entries(one.labels).sort()]));
  must(new Set(keys).size === keys.length, "a series is exposed once", name);
  if (said.get("TYPE") === "counter")
    for (const { value } of samples) must(value >= 0, "a counter is a number from 0", name);
  if (said.get("TYPE") === "histogram") for (const group of metricsOf(name, samples)) checkHistogram(name, group);
}

/** The samples of each label set, which must stand together. */
function metricsOf(name: string, samples: readonly CheckedSample[]): readonly (readonly CheckedSample[])[] {
  const groups = new Map<string, CheckedSample[]>();
  let last = "";
  for (const one of samples) {
    const { le: _, ...labels } = one.labels;
    const key = JSON.stringify(Object.entries(labels).sort());
    must(key === last || !groups.has(key), "the samples of a label set stand together", name);
    groups.set(key, [...(groups.get(key) ?? []), one]);
    last = key;
  }
  return [...groups.values()];
}

function checkHistogram(name: string, samples: readonly CheckedSample[]): void {
  const buckets = samples.filter((one) => one.name === `${name}_bucket`);
  const bounds = buckets.map(({ labels }) => number(labels["le"] ?? "NaN"));
  const ascending = (values: readonly number[], step: (before: number, after: number) => boolean) =>
    values.every((value, index) => index === 0 || step(values[index - 1] as number, value));
  must(bounds.at(-1) === Number.POSITIVE_INFINITY, "the last bucket is +Inf", name);
  must(
    ascending(bounds, (before, after) => before < after),
    "buckets ascend",
    name,
  );
  must(
    ascending(
      buckets.map(({ value }) => value),
      (before, after) => before <= after,
    ),
    "buckets are cumulative",
    name,
  );
  const count = samples.find((one) => one.name === `${name}_count`)?.value;
  must(count === buckets.at(-1)?.value, "the count is the last bucket's", name);
}
