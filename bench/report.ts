import type { Measurement } from "./measurement.ts";

const SMALL = 10;

/** `1,234,567`, `12`, `0.85`: three digits say enough on a noisy machine. */
function number(value: number): string {
  if (Math.abs(value) >= SMALL) return Math.round(value).toLocaleString("en-US");
  return String(Number(value.toPrecision(2)));
}

/** A line of the table: what, ours, the peer's, how many times as good, what was aimed at. */
export function told({ name, unit, ours, peer, peerName, ratio, reach = "" }: Measurement): readonly string[] {
  const peers = peer === undefined ? peerName : `${number(peer)} ${unit} (${peerName})`;
  return [name, `${number(ours)} ${unit}`, peers, ratio === undefined ? "" : number(ratio), reach];
}

const START = "<!-- bench: npm run bench -- --readme -->";
const END = "<!-- /bench -->";

const cells = (row: readonly string[]): string => `| ${row.join(" | ")} |`;

/** The text with the table of its last run in place of the one between the two marks. */
export function withTable(text: string, machine: string, measurements: readonly Measurement[]): string {
  const [start, end] = [text.indexOf(START), text.indexOf(END)];
  if (start < 0 || end < start) throw new Error(`README.md has no ${START} … ${END}`);
  const rows = [
    ["what", "ours", "peer", "times as good", "aimed at"],
    ["---", "---:", "---", "---:", "---"],
  ];
  const lines = [START, "", `On ${machine}:`, "", ...[...rows, ...measurements.map(told)].map(cells), ""];
  return text.slice(0, start) + lines.join("\n") + text.slice(end);
}
