/** A small reader of the text format 0.0.4, written against its description and not against our writer. */
export interface ParsedFamily {
  readonly name: string;
  help?: string;
  type?: string;
}

export interface ParsedSample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

export interface Parsed {
  readonly families: readonly ParsedFamily[];
  readonly samples: readonly ParsedSample[];
}

const unescaped = (text: string): string =>
  text.replace(/\\(.)/gs, (_, character: string) => (character === "n" ? "\n" : character));

const LABEL = /([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\\n]|\\[\\"n])*)",?/y;

function parseLabels(text: string): Record<string, string> {
  const labels: Record<string, string> = {};
  LABEL.lastIndex = 0;
  while (LABEL.lastIndex < text.length) {
    const match = LABEL.exec(text);
    if (match === null) throw new Error(`bad labels: ${text}`);
    labels[match[1] as string] = unescaped(match[2] as string);
  }
  return labels;
}

const VALUES: Readonly<Record<string, number>> = { "+Inf": Infinity, "-Inf": -Infinity, NaN: Number.NaN };

function parseSample(line: string): ParsedSample {
  const match = /^([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{(.*)\})? (\S+)$/s.exec(line);
  if (match === null) throw new Error(`bad sample: ${line}`);
  const [, name, labels = "", value] = match as unknown as [string, string, string | undefined, string];
  return { name, labels: parseLabels(labels), value: VALUES[value] ?? Number(value) };
}

export function parseText(text: string): Parsed {
  if (text !== "" && !text.endsWith("\n")) throw new Error("the last line must end");
  const families = new Map<string, ParsedFamily>();
  const samples: ParsedSample[] = [];
  for (const line of text.split("\n").filter((one) => one !== "")) {
    const comment = /^# (HELP|TYPE) (\S+) (.*)$/s.exec(line);
    if (comment === null) {
      samples.push(parseSample(line));
      continue;
    }
    const [, kind, name, rest] = comment as unknown as [string, string, string, string];
    const family = families.get(name) ?? { name };
    families.set(name, kind === "HELP" ? { ...family, help: unescaped(rest) } : { ...family, type: rest });
  }
  return { families: [...families.values()], samples };
}

/** The value of one sample; undefined when it is not exposed. */
export const sampleValue = (
  { samples }: Parsed,
  name: string,
  labels: Readonly<Record<string, string>> = {},
): number | undefined =>
  samples.find(
    (sample) =>
      sample.name === name &&
      Object.keys(sample.labels).length === Object.keys(labels).length &&
      Object.entries(labels).every(([label, value]) => sample.labels[label] === value),
  )?.value;
