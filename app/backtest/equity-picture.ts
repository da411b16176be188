import { evenTicks, roundTicks } from "./axis.ts";
import type { Curve } from "./curve.ts";

/** Sizes in the picture's own units. */
const WIDTH = 800;
const HEIGHT = 320;
const PLOT = { left: 84, right: 784, top: 36, bottom: 284 } as const;
const VALUE_LINES = 6;
const TIMES = 3;

const STYLE = [
  ":root{color-scheme:light dark;--ink:#1b1f24;--faint:#d0d7de;--line:#0550ae;--fall:#cf222e;--paper:#ffffff}",
  "@media(prefers-color-scheme:dark){:root{--ink:#e6edf3;--faint:#3d444d;--line:#79c0ff;--fall:#ff7b72;--paper:#0d1117}}",
  "rect{fill:var(--paper)}text{fill:var(--ink);font:12px system-ui,sans-serif}",
  ".grid{stroke:var(--faint)}.value{fill:none;stroke:var(--line);stroke-width:1.5}.fall{fill:var(--fall);fill-opacity:.25}",
].join("");

interface Points {
  readonly time: readonly number[];
  readonly value: readonly number[];
}

interface Scale {
  readonly x: (time: number) => number;
  readonly y: (value: number) => number;
}

/**
 * The value of a backtest's portfolio over time as an SVG picture: a line, what it is below its highest so far shaded,
 * axes with labels, and a title and description for those who do not see it. It follows the reader's light or dark
 * colours, and needs `style-src 'unsafe-inline'` of whoever serves it.
 */
export function equityPicture(title: string, { time, value }: Curve): string {
  const points = { time, value: value.map(Number) };
  const scale = scaleOf(points);
  const plot = time.length === 0 ? text(WIDTH / 2, HEIGHT / 2, "no candles", "middle") : plotOf(points, scale);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-labelledby="title description">`,
    `<title id="title">${escaped(title)}</title><desc id="description">${escaped(described(points))}</desc>`,
    `<style>${STYLE}</style><rect width="${WIDTH}" height="${HEIGHT}"/>`,
    text(PLOT.left, PLOT.top - 16, `${title}, value in USDT`, "start"),
    plot,
    "</svg>",
  ].join("");
}

const plotOf = (points: Points, scale: Scale): string =>
  [
    ...roundTicks(...rangeOf(points.value), VALUE_LINES).map((value) => valueLine(value, scale)),
    ...evenTicks(...rangeOf(points.time), TIMES).map((time, index) => timeLabel(time, scale, index)),
    `<polygon class="fall" points="${fallOf(points, scale)}"/>`,
    `<polyline class="value" points="${lineOf(points.time, points.value, scale)}"/>`,
  ].join("");

const rangeOf = (all: readonly number[]): readonly [number, number] => [Math.min(...all), Math.max(...all)];

function scaleOf({ time, value }: Points): Scale {
  const between = (all: readonly number[], from: number, to: number) => {
    const [least, most] = rangeOf(all);
    return (one: number) => (most === least ? (from + to) / 2 : from + ((one - least) / (most - least)) * (to - from));
  };
  return { x: between(time, PLOT.left, PLOT.right), y: between(value, PLOT.bottom, PLOT.top) };
}

const lineOf = (time: readonly number[], value: readonly number[], { x, y }: Scale): string =>
  time.map((at, index) => `${rounded(x(at))},${rounded(y(value[index] as number))}`).join(" ");

/** Along the highest so far, and back along the value. */
function fallOf({ time, value }: Points, scale: Scale): string {
  let highest = Number.NEGATIVE_INFINITY;
  const peaks = value.map((one) => {
    highest = Math.max(highest, one);
    return highest;
  });
  return `${lineOf(time, peaks, scale)} ${lineOf([...time].reverse(), [...value].reverse(), scale)}`;
}

function valueLine(value: number, { y }: Scale): string {
  const at = rounded(y(value));
  const line = `<line class="grid" x1="${PLOT.left}" x2="${PLOT.right}" y1="${at}" y2="${at}"/>`;
  return line + text(PLOT.left - 8, at + 4, value.toFixed(2), "end");
}

const ANCHORS = ["start", "middle", "end"] as const;

const timeLabel = (time: number, { x }: Scale, index: number): string =>
  text(rounded(x(time)), PLOT.bottom + 22, utc(time), ANCHORS[index] ?? "middle");

const text = (x: number, y: number, content: string, anchor: "start" | "middle" | "end"): string =>
  `<text x="${x}" y="${y}" text-anchor="${anchor}">${escaped(content)}</text>`;

function described({ time, value }: Points): string {
  const [first, last] = [value[0], value.at(-1)];
  if (first === undefined || last === undefined) return "There were no candles.";
  const span = `from ${utc(time[0] as number)} to ${utc(time.at(-1) as number)} UTC`;
  const range = `Lowest ${Math.min(...value).toFixed(2)}, highest ${Math.max(...value).toFixed(2)}.`;
  return `Value of the portfolio in USDT, ${span}: ${first.toFixed(2)} at first, ${last.toFixed(2)} at last. ${range}`;
}

const utc = (time: number): string => new Date(time).toISOString().slice(0, 19).replace("T", " ");
const rounded = (value: number): number => Math.round(value * 10) / 10;
const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const escaped = (raw: string): string => raw.replace(/[&<>"]/g, (character) => ENTITIES[character] as string);
