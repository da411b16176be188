import type { Place } from "../layout.ts";
import { COLUMNS } from "../layout.ts";
import type { Panel } from "../panels/panel.ts";
import type { Difference, PanelPosition, Placed, RowPosition } from "./difference.ts";
import { equal, isObject } from "./equal.ts";
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
  if (what === "collapsed") return to === true ? "closed" : "opened";
  return `${called(what)} ${fromTo(difference)}`;
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
  return NAMES[what] ?? what;
}

const NAMES: Readonly<Record<string, string>> = {
  whenEmpty: 'text in place of "No data"',
  bad: "bad side",
  watchedBy: "watched by",
  boundUnit: "unit of the buckets",
};

const letter = (index: number): string => String.fromCharCode(65 + index);

const fromTo = ({ from, to, unit, what }: Difference): string => {
  const say = (value: unknown) => valueInWords(value, /threshold|^min$|^max$/.test(what) ? unit : undefined);
  return `${say(from)} -> ${say(to)}`;
};

/** Longer ones are cut: whoever wants all of it has `--json`. */
const LONGEST = 160;

function valueInWords(value: unknown, unit: string | undefined): string {
  if (value === undefined) return "none";
  if (typeof value === "number") return inUnit(value, unit);
  if (Array.isArray(value) && value.every(isThreshold))
    return value.length === 0 ? "none" : value.map((one) => inUnit(one.value, unit)).join(", ");
  const text = typeof value === "string" ? `"${value}"` : JSON.stringify(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}...` : text;
}

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
