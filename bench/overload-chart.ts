import { OVERLOAD, type Window } from "./overload-run.ts";

const WIDTH = 960;
const HEIGHT = 400;
const PLOT = { top: 84, bottom: 344, left: 64, width: 376, gap: 92 } as const;
const TICKS = 4;

interface Panel {
  readonly title: string;
  readonly left: number;
  readonly value: (window: Window) => number;
  readonly style: string;
}

const PANELS: readonly Panel[] = [
  { title: "What the handler's time says", left: PLOT.left, value: ({ seed }) => seed, style: "seed" },
  {
    title: "What ours says",
    left: PLOT.left + PLOT.width + PLOT.gap,
    value: ({ ours }) => ours,
    style: "ours",
  },
];

interface Scale {
  readonly seconds: number;
  readonly age: number;
}

/** Both metrics' p99 over the run, each beside the true one; readable in light and dark, by any reader of pictures. */
export function overloadChart(windows: readonly Window[]): string {
  const seconds = OVERLOAD.reduce((sum, phase) => sum + phase.seconds, 0);
  const scale: Scale = {
    seconds,
    age: niceAbove(Math.max(...windows.map(({ truth, ours }) => Math.max(truth, ours)))),
  };
  const worst = windows.reduce((a, b) => (b.truth > a.truth ? b : a));
  return `${[
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-labelledby="title summary">`,
    `<title id="title">Age of a price while the feed is overloaded, p99</title>`,
    `<desc id="summary">${summary(worst)}</desc>`,
    STYLE,
    text(PLOT.left, 28, "heading", "Age of a price when it is applied, p99"),
    ...PANELS.flatMap((panel) => drawn(panel, windows, scale, worst)),
    "</svg>",
  ].join("\n")}\n`;
}

const summary = ({ truth, ours, seed }: Window): string =>
  `At the worst a price was ${told(truth)} old. Our metric said ${told(ours)}, the handler's time ${told(seed)}.`;

const STYLE = `<style>
  svg { color-scheme: light dark; --ink: #1f2328; --faint: #6e7781; --line: #d0d7de; --band: #fff1e5; --truth: #8c959f; --ours: #0969da; --seed: #cf222e; }
  @media (prefers-color-scheme: dark) { svg { --ink: #f0f3f6; --faint: #9198a1; --line: #3d444d; --band: #3d2b1f; --truth: #9198a1; --ours: #58a6ff; --seed: #ff7b72; } }
  text { font: 13px system-ui, sans-serif; fill: var(--ink); }
  .heading { font-size: 17px; font-weight: 600; }
  .title { font-size: 14px; font-weight: 600; }
  .faint { fill: var(--faint); font-size: 12px; }
  .end { text-anchor: end; }
  .middle { text-anchor: middle; }
  .band { fill: var(--band); }
  .grid { stroke: var(--line); }
  polyline { fill: none; stroke-width: 2.5; stroke-linejoin: round; }
  .truth { stroke: var(--truth); stroke-width: 7; opacity: .55; }
  .ours { stroke: var(--ours); }
  .seed { stroke: var(--seed); }
</style>`;

function drawn(
  { title, left, value, style }: Panel,
  windows: readonly Window[],
  scale: Scale,
  worst: Window,
): readonly string[] {
  const x = (at: number) => left + (at / scale.seconds) * PLOT.width;
  const y = (age: number) => PLOT.bottom - (age / scale.age) * (PLOT.bottom - PLOT.top);
  const line = (of: (window: Window) => number, name: string) =>
    `<polyline class="${name}" points="${windows.map((one) => `${x(one.at).toFixed(1)},${y(of(one)).toFixed(1)}`).join(" ")}"/>`;
  const [calm, busy] = [OVERLOAD[0].seconds, OVERLOAD[1].seconds];
  return [
    `<rect class="band" x="${x(calm).toFixed(1)}" y="${PLOT.top}" width="${(x(busy) - x(0)).toFixed(1)}" height="${PLOT.bottom - PLOT.top}"/>`,
    text(left, 60, "title", title),
    text(x(calm + busy / 2), PLOT.top - 6, "faint middle", "faster than the client"),
    ...grid(left, scale, y),
    ...Array.from({ length: Math.floor(scale.seconds / 5) + 1 }, (_, index) =>
      text(x(index * 5), PLOT.bottom + 20, "faint middle", `${index * 5} s`),
    ),
    line(({ truth }) => truth, "truth"),
    line(value, style),
    text(x(worst.at) - 40, y(worst.truth) - 8, "end", `true age ${told(worst.truth)}`),
    text(left, HEIGHT - 10, "", `at the worst it said ${told(value(worst))}`),
  ];
}

const grid = (left: number, { age }: Scale, y: (age: number) => number): readonly string[] =>
  Array.from({ length: TICKS + 1 }, (_, index) => (age * index) / TICKS).flatMap((tick) => [
    `<line class="grid" x1="${left}" x2="${left + PLOT.width}" y1="${y(tick).toFixed(1)}" y2="${y(tick).toFixed(1)}"/>`,
    text(left - 8, y(tick) + 4, "faint end", `${Number(tick.toFixed(2))} s`),
  ]);

const text = (x: number, y: number, style: string, words: string): string =>
  `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" class="${style}">${words}</text>`;

/** 1, 2, 4, 6, 8 or 10 times a power of ten, which four steps divide well. */
function niceAbove(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  return ([1, 2, 4, 6, 8].find((factor) => factor * power >= value) ?? 10) * power;
}

const told = (seconds: number): string =>
  seconds < 1 ? `${(seconds * 1000).toFixed(0)} ms` : `${seconds.toFixed(1)} s`;
