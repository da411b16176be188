import { type AlertChange, alertChange, changedRecordings, type RuleSides } from "./difference/change-of-alert.ts";
import type { Documents, Place } from "./difference/documents.ts";
import { type Pair, paired } from "./difference/paired.ts";
import { type Group, readRules } from "./difference/read.ts";
import { ruleChanges } from "./difference/rule.ts";

export type { AlertChange, RuleSides } from "./difference/change-of-alert.ts";
export type { Rule } from "./difference/read.ts";

interface Line {
  readonly text: string;
  readonly rank: Rank;
  readonly alert?: AlertChange;
}

/** Worst first. */
enum Rank {
  removed,
  weaker,
  changed,
  added,
}

/**
 * Tells changes of Prometheus' rule files by the parsed PromQL: `alert FeedStale: threshold 5 s -> 10 s`. A rule that
 * only moved from file to file, or is only written otherwise, is none.
 */
export const rulesDiffer = {
  format: "Prometheus rules",
  /** Grafana's own files of alerts have groups too, and a version. */
  reads: ({ name }: Place, text: string): boolean =>
    !name.endsWith(".json") && /^["']?groups["']?:/m.test(text) && !/^apiVersion:/m.test(text),
  /** Worst first. Fails with a `SyntaxError` on what is no rule file. */
  describe(before: Documents, after: Documents): readonly string[] {
    return compared(before, after).lines.map(({ text }) => text);
  },
};

/**
 * What else is known of an alert that differs, a line each, told below what differs: its proofs, what it would have
 * done.
 */
export type Further = (alert: AlertChange, sides: RuleSides) => readonly string[] | Promise<readonly string[]>;

/** `rulesDiffer` that says more of each alert; one after the other, so that what is asked is not asked all at once. */
export const rulesDifferWith = (further: Further) => ({
  ...rulesDiffer,
  async describe(before: Documents, after: Documents): Promise<readonly string[]> {
    const { lines, sides } = compared(before, after);
    const told: string[] = [];
    for (const { text, alert } of lines) told.push(text, ...(alert ? await further(alert, sides) : []));
    return told;
  },
});

/** Worst first. */
function compared(before: Documents, after: Documents): { readonly lines: readonly Line[]; readonly sides: RuleSides } {
  const [was, is] = [readRules(before), readRules(after)];
  const sides = { before: was.rules, after: is.rules };
  const pairs = paired(was.rules, is.rules);
  const changed = changedRecordings(pairs);
  const lines = [
    ...pairs.flatMap((pair) => ruleLines(pair, alertChange(pair, changed, sides))),
    ...groupLines(was.groups, is.groups),
  ];
  return { lines: lines.sort((left, right) => left.rank - right.rank), sides };
}

function ruleLines(pair: Pair, alert: AlertChange | undefined): readonly Line[] {
  const line = ruleLine(pair, alert?.reads ?? []);
  return line === undefined ? [] : [{ ...line, ...(alert && { alert }) }];
}

function ruleLine({ before, after, name }: Pair, reads: readonly string[]): Line | undefined {
  const rule = after ?? before;
  const subject = `${rule?.kind} ${name}`;
  if (after === undefined) return { text: `${subject} removed`, rank: Rank.removed };
  if (before === undefined) return { text: added(subject, after), rank: Rank.added };
  const changes = ruleChanges(before, after);
  const texts = [...changes.map(({ text }) => text), ...reads.map((record) => `reads ${record}, which changed`)];
  if (texts.length === 0) return undefined;
  const rank = changes.some(({ weaker }) => weaker) ? Rank.weaker : Rank.changed;
  return { text: `${subject}: ${texts.join(", ")}`, rank };
}

function added(subject: string, { kind, labels, for: time }: NonNullable<Pair["after"]>): string {
  if (kind === "recording") return `${subject} new`;
  return `${subject} new: ${labels["severity"] ?? "no severity"}${time === "0s" ? "" : `, for ${time}`}`;
}

function groupLines(before: readonly Group[], after: readonly Group[]): readonly Line[] {
  const was = new Map(before.map(({ name, settings }) => [name, settings]));
  return after.flatMap(({ name, settings }) => {
    const old = was.get(name);
    const changes = Object.entries(old ?? {}).flatMap(([key, value]) => {
      const now = settings[key as keyof typeof settings];
      return value === now ? [] : [`${key} ${value} -> ${now}`];
    });
    return changes.length === 0 ? [] : [{ text: `group ${name}: ${changes.join(", ")}`, rank: Rank.changed }];
  });
}
