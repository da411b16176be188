import { escapeUnseen } from "./escape-unseen.ts";
import { cut } from "./limits.ts";
import { counted } from "./shown.ts";

/** Changed lines of a text that are shown; the others are counted. */
const SHOWN = 6;
const LINE_LIMIT = 100;
/** Above this many compared pairs of lines, what lies between the equal ends counts as changed whole. */
const MAXIMUM_PAIRS = 1_000_000;

interface Lines {
  readonly removed: readonly Line[];
  readonly added: readonly Line[];
}
interface Line {
  /** From 1. */
  readonly number: number;
  readonly text: string;
}

/** Lines that went and came, the first few in their own words; a single changed line as `line 3: a -> b`. */
export function textDifferences(before: string, after: string): readonly string[] {
  if (before === after) return [];
  const { removed, added } = changedLines(before.split("\n"), after.split("\n"));
  const [was, is] = [removed[0], added[0]];
  if (removed.length === 1 && added.length === 1 && was?.number === is?.number && was && is)
    return [`line ${is.number}: ${quoted(was)} -> ${quoted(is)}`];
  const lines = [...removed.map((line) => `- ${quoted(line)}`), ...added.map((line) => `+ ${quoted(line)}`)];
  const count = `${counted(removed.length, "line")} removed, ${added.length} added`;
  return lines.length > SHOWN
    ? [count, ...lines.slice(0, SHOWN), `and ${lines.length - SHOWN} more`]
    : [count, ...lines];
}

/** How many lines of the one or the other are not in both. */
export function changedLineCount(before: string, after: string): number {
  const { removed, added } = changedLines(before.split("\n"), after.split("\n"));
  return Math.max(removed.length, added.length);
}

const quoted = ({ text }: Line): string => cut(escapeUnseen(text), LINE_LIMIT);

function changedLines(before: readonly string[], after: readonly string[]): Lines {
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before[head] === after[head]) head += 1;
  let tail = 0;
  while (tail < shorter - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail += 1;
  const left = numbered(before.slice(head, before.length - tail), head);
  const right = numbered(after.slice(head, after.length - tail), head);
  return left.length * right.length > MAXIMUM_PAIRS ? { removed: left, added: right } : unmatched(left, right);
}

const numbered = (lines: readonly string[], head: number): readonly Line[] =>
  lines.map((text, index) => ({ number: head + index + 1, text }));

/** What is in no longest common subsequence of the two. */
function unmatched(left: readonly Line[], right: readonly Line[]): Lines {
  const lengths = commonLengths(left, right);
  const [removed, added]: [Line[], Line[]] = [[], []];
  let [i, j] = [0, 0];
  while (i < left.length && j < right.length) {
    const [was, is] = [left[i] as Line, right[j] as Line];
    if (was.text === is.text) {
      i += 1;
      j += 1;
    } else if ((lengths[i + 1]?.[j] ?? 0) >= (lengths[i]?.[j + 1] ?? 0)) {
      removed.push(was);
      i += 1;
    } else {
      added.push(is);
      j += 1;
    }
  }
  return { removed: [...removed, ...left.slice(i)], added: [...added, ...right.slice(j)] };
}

/** Of the longest common subsequence from each pair of places on. */
function commonLengths(left: readonly Line[], right: readonly Line[]): readonly Uint32Array[] {
  const rows = Array.from({ length: left.length + 1 }, () => new Uint32Array(right.length + 1));
  for (let i = left.length - 1; i >= 0; i -= 1) {
    const [row, next] = [rows[i] as Uint32Array, rows[i + 1] as Uint32Array];
    for (let j = right.length - 1; j >= 0; j -= 1)
      row[j] = left[i]?.text === right[j]?.text ? (next[j + 1] ?? 0) + 1 : Math.max(next[j] ?? 0, row[j + 1] ?? 0);
  }
  return rows;
}
