import type { Verdict } from "../verdict/verdict.ts";
import { oneLine } from "./one-line.ts";
import { type Item, reportOf, type Section, type Tone } from "./report.ts";
import { columnsOf, wrapped } from "./wrap.ts";

type Style = "bold" | "dim" | "red" | "yellow" | "cyan" | "green";

export interface TerminalView {
  /** Colours a text, or leaves it as it is. */
  readonly paint: (style: Style, text: string) => string;
  /** In columns; taken as 20 where it is less. */
  readonly width: number;
}

const styles: Readonly<Record<Tone, Style>> = { danger: "red", warning: "yellow", calm: "cyan", good: "green" };

interface Line {
  readonly style: Style | undefined;
  /** What stands before the first line; the others are indented as deep. */
  readonly lead: string;
  readonly text: string;
}

function written({ style, lead, text }: Line, { paint, width }: TerminalView): readonly string[] {
  const rows = wrapped(oneLine(text), Math.max(width, 20) - columnsOf(lead));
  return rows
    .map((row, position) => (position === 0 ? lead : " ".repeat(columnsOf(lead))) + row)
    .map((row) => (style === undefined ? row : paint(style, row)));
}

const placed = (title: string, address: string, aside: string): string =>
  address === "" || address === title ? aside : `${address}: ${aside}`;

const linesOf = ({ title, address, aside, because, facts, differences }: Item, symbol: string): readonly Line[] => [
  { style: aside === "" ? undefined : "bold", lead: `  ${symbol} `, text: title },
  ...(aside === "" ? [] : [{ style: "dim", lead: "    ", text: placed(title, address, aside) } as const]),
  ...(because !== "" ? [{ style: undefined, lead: "    ", text: because }] : []),
  ...facts.map(({ label, text, tone }) => ({
    style: label === "" || tone === "calm" ? undefined : styles[tone],
    lead: "    ",
    text: label === "" ? text : `${label}: ${text}`,
  })),
  ...differences.map((text) => ({ style: undefined, lead: "    | ", text })),
];

function sectionRows(section: Section, view: TerminalView): readonly string[] {
  const heading = `${section.heading.toUpperCase()} (${section.items.length})`;
  return [
    "",
    ...written({ style: styles[section.tone], lead: "", text: heading }, view),
    ...section.items.flatMap((item) => linesOf(item, section.symbol)).flatMap((line) => written(line, view)),
  ];
}

/** The verdict for a terminal, worst first, wrapped to its width; symbols and words say what colour does. */
export function terminal(verdict: Verdict, view: TerminalView): string {
  const { headline, sections } = reportOf(verdict);
  const summary = headline.flatMap((text) => written({ style: "bold", lead: "", text }, view));
  return [...summary, ...sections.flatMap((section) => sectionRows(section, view))].join("\n");
}
