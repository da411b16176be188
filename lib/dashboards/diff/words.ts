import type { Place } from "../layout.ts";
import { COLUMNS } from "../layout.ts";
import type { Panel } from "../panels/panel.ts";
import type { Query } from "../query.ts";
import type { Difference, PanelPosition, Placed, RowPosition } from "./difference.ts";
import { equal, isObject } from "./equal.ts";
import { TAKEN_AWAY } from "./fields.ts";
import { inUnit } from "./values.ts";

/** What a person would say: `panel Feed age: threshold 0.5 s -> 0.8 s`. */
export const words = (difference: Difference): string => `${subject(difference)}: ${changeInWords(difference)}`;

/** Everything that happened to one thing on one line, in the order given: `panel Feed age: moved right; title …`. */
export function lines(all: readonly Difference[]): readonly string[] {
  const bySubject = new Map<string, string[]>();
  for (const difference of all) {
    const said = bySubject.get(subject(difference)) ?? [];
    bySubject.set(subject(difference), [...said, changeInWords(difference)]);
  }
  return [...bySubject].map(([who, said]) => `${who}: ${said.join("; ")}`);
}

const subject = ({ noun, name }: Difference): string => (noun === "dashboard" ? "dashboard" : `${noun} ${name}`);

export function changeInWords(difference: Difference): string {
  const { what, from, to, noun } = difference;
  if (what === "all") return from === undefined ? `new${whereNew(difference)}` : "removed";
  if (what === "place") return noun === "row" ? rowMove(to as RowPosition) : panelMove(from, to);
  if (what === "width") return sized("wider", "narrower", from, to, ` of ${COLUMNS} columns`);
  if (what === "height") return sized("higher", "lower", from, to, "");
  if (what === "at") return placed(from, to);
  if (what === "kind") return kindChange(typeOf(from as Panel), typeOf(to as Panel));
  if (what === "queries" && Array.isArray(from) && Array.isArray(to)) return queryCount(from, to);
  if (what === "collapsed") return to === true ? "closed" : "opened";
  return `${called(what)} ${fromTo(difference)}`;
}

/** What Grafana calls the kind of a panel; of a raw one, its plug-in. */
const typeOf = ({ kind, raw }: Panel): string => (kind === "raw" ? `${raw?.["type"] ?? "unknown"}` : kind);

/** What asks something else than PromQL is raw, and drawn as before. */
const kindChange = (from: string, to: string): string =>
  from === to ? "asks something else than our Prometheus" : `drawn as ${to}, was ${from}`;

function queryCount(from: readonly Query[], to: readonly Query[]): string {
  const missing = (all: readonly Query[], others: readonly Query[]) =>
    all.filter(({ promql }) => !others.some((other) => other.promql === promql)).map(({ promql }) => promql);
  const [gone, fresh] = [missing(from, to), missing(to, from)];
  const said = [
    ...gone.map((promql) => `without query ${shown(promql)}`),
    ...fresh.map((one) => `query more: ${shown(one)}`),
  ];
  return said.join("; ") || `${from.length} -> ${to.length} queries`;
}

const sized = (more: string, less: string, from: unknown, to: unknown, of: string): string =>
  `${Number(to) > Number(from) ? more : less}: ${from} -> ${to}${of}`;

/** `thresholds[0].value` -> `threshold`, `queries[1].legend` -> `legend of query B`. */
function called(what: string): string {
  const threshold = /^(?:columns\[(\d+)\]\.)?thresholds\[\d+\](?:\.value)?$/.exec(what);
  if (threshold) return threshold[1] === undefined ? "threshold" : `threshold of column ${Number(threshold[1]) + 1}`;
  const inQuery = /^queries\[(\d+)\]\.(\w+)$/.exec(what);
  if (inQuery) return `${inQuery[2] === "promql" ? "query" : "legend of query"} ${letter(Number(inQuery[1]))}`;
  if (what === "from") return "first looks back";
  return NAMES[what] ?? ofGrafana(what) ?? what;
}

/** `raw["fieldConfig.defaults.custom.fillOpacity"]` -> `fill opacity`: as Grafana's own page is near to call it. */
function ofGrafana(what: string): string | undefined {
  const path = /^(?:columns\[\d+\]\.)?raw(?:\.(.+)|\["(.+)"\])$/.exec(what)?.slice(1).find(Boolean);
  const color = /^fieldConfig\.defaults\.thresholds\.steps\[(\d+)\]\.color$/.exec(path ?? "")?.[1];
  if (color !== undefined) return color === "0" ? "colour of the base" : `colour of threshold ${color}`;
  return path
    ?.replace(/^(fieldConfig\.defaults\.(custom\.)?|options\.)/, "")
    .replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
    .replaceAll(".", " ");
}

const NAMES: Readonly<Record<string, string>> = {
  whenEmpty: 'text in place of "No data"',
  bad: "bad side",
  watchedBy: "watched by",
  boundUnit: "unit of the buckets",
};

const letter = (index: number): string => String.fromCharCode(65 + index);

const fromTo = ({ from, to, unit, what }: Difference): string => {
  // Nothing stands for what the writer puts there, or Grafana.
  if (what.startsWith("raw") && to === undefined) return "as by default";
  if (what.startsWith("raw") && from === undefined) return `-> ${valueInWords(to, undefined)}`;
  if (typeof from === "string" && typeof to === "string") return textChange(from, to);
  const say = (value: unknown) => valueInWords(value, /threshold|^min$|^max$/.test(what) ? unit : undefined);
  return `${say(from)} -> ${say(to)}`;
};

/** Of long texts, only what is not the same. */
function textChange(from: string, to: string): string {
  const [before, after] = from.length + to.length > LONGEST ? differing(from, to) : [from, to];
  return `${valueInWords(before, undefined)} -> ${valueInWords(after, undefined)}`;
}

/** Both without the words that they begin and end with alike. */
function differing(from: string, to: string): readonly [string, string] {
  const [before, after] = [from.split(" "), to.split(" ")];
  const shorter = Math.min(before.length, after.length);
  const same = (at: (words: readonly string[], index: number) => string | undefined, most: number) => {
    let count = 0;
    while (count < most && at(before, count) === at(after, count)) count++;
    return count;
  };
  const head = same((words, index) => words[index], shorter);
  const tail = same((words, index) => words.at(-1 - index), shorter - head);
  const cut = (words: readonly string[]) =>
    [...(head > 0 ? ["..."] : []), ...words.slice(head, words.length - tail), ...(tail > 0 ? ["..."] : [])].join(" ");
  return [cut(before), cut(after)];
}

/** Longer ones are cut: whoever wants all of it has `--json`. */
const LONGEST = 160;

function valueInWords(value: unknown, unit: string | undefined): string {
  if (value === undefined) return "none";
  if (typeof value === "number") return inUnit(value, unit);
  if (Array.isArray(value) && value.every(isThreshold))
    return value.length === 0 ? "none" : value.map((one) => inUnit(one.value, unit)).join(", ");
  if (equal(value, TAKEN_AWAY)) return "left out";
  return shown(typeof value === "string" ? `"${value.replaceAll("\n", "\\n")}"` : JSON.stringify(value));
}

const shown = (text: string): string => (text.length > LONGEST ? `${text.slice(0, LONGEST)}...` : text);

const isThreshold = (value: unknown): value is { readonly value: number } =>
  isObject(value) && typeof value["value"] === "number" && !("text" in value);

function whereNew({ noun, to }: Difference): string {
  if (noun !== "panel") return "";
  const { position } = to as Placed<Panel, PanelPosition | undefined>;
  return position === undefined ? "" : ` in ${rowOf(position)}`;
}

const rowOf = ({ heading, row }: PanelPosition): string => `row ${heading ?? row}`;

function panelMove(from: unknown, to: unknown): string {
  const [before, after] = [from as PanelPosition, to as PanelPosition];
  if (before.row !== after.row) return `moved from ${rowOf(before)} to ${rowOf(after)}`;
  return `moved ${direction(before, after)}`;
}

const direction = (before: { x: number; y: number }, after: { x: number; y: number }): string =>
  [
    ...(after.y === before.y ? [] : [after.y > before.y ? "down" : "up"]),
    ...(after.x === before.x ? [] : [after.x > before.x ? "right" : "left"]),
  ].join(" and ") || "among its neighbours";

const rowMove = ({ after }: RowPosition): string => (after === undefined ? "moved to the top" : `moved below ${after}`);

function placed(from: unknown, to: unknown): string {
  if (from === undefined) return `has a place of its own: ${rectangle(to as Place)}`;
  if (to === undefined) return "flows with its row again";
  const [before, after] = [from as Place, to as Place];
  const said = [
    ...(equal([before.x, before.y], [after.x, after.y]) ? [] : [`moved ${direction(before, after)}`]),
    ...(before.w === after.w ? [] : [sized("wider", "narrower", before.w, after.w, ` of ${COLUMNS} columns`)]),
    ...(before.h === after.h ? [] : [sized("higher", "lower", before.h, after.h, "")]),
  ];
  return said.join("; ");
}

const rectangle = ({ x, y, w, h }: Place): string => `column ${x}, line ${y}, ${w} wide, ${h} high`;
