import type { Documents, Place } from "./difference/documents.ts";
import { type Pair, paired } from "./difference/paired.ts";
import { type Group, readRules } from "./difference/read.ts";
import { firingChanges, ruleChanges } from "./difference/rule.ts";

interface Line {
  readonly text: string;
  readonly rank: Rank;
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
    const [was, is] = [readRules(before), readRules(after)];
    const lines = [...paired(was.rules, is.rules).flatMap(ruleLines), ...groupLines(was.groups, is.groups)];
    return lines.sort((left, right) => left.rank - right.rank).map(({ text }) => text);
  },
};

/** An alert that fires otherwise than before; one side is missing of what is new or removed. */
export interface ChangedAlert {
  readonly name: string;
  readonly before?: Firing;
  readonly after?: Firing;
}
export interface Firing {
  /** PromQL. */
  readonly expr: string;
  /** A duration as Prometheus writes it; `0s` where none is. */
  readonly for: string;
}

/** The alerts whose firing differs; not those of which only labels or texts do. Fails as `rulesDiffer` does. */
export const changedAlerts = (before: Documents, after: Documents): readonly ChangedAlert[] =>
  paired(readRules(before).rules, readRules(after).rules)
    .filter((pair) => (pair.after ?? pair.before)?.kind === "alert" && firesOtherwise(pair))
    .map(({ before: was, after: is }) => ({
      name: (is ?? was)?.name ?? "",
      ...(was && { before: { expr: was.expr, for: was.for } }),
      ...(is && { after: { expr: is.expr, for: is.for } }),
    }));

const firesOtherwise = ({ before, after }: Pair): boolean =>
  before === undefined || after === undefined || firingChanges(before, after).length > 0;

function ruleLines({ before, after, name }: Pair): readonly Line[] {
  const rule = after ?? before;
  const subject = `${rule?.kind} ${name}`;
  if (after === undefined) return [{ text: `${subject} removed`, rank: Rank.removed }];
  if (before === undefined) return [{ text: added(subject, after), rank: Rank.added }];
  const changes = ruleChanges(before, after);
  if (changes.length === 0) return [];
  const rank = changes.some(({ weaker }) => weaker) ? Rank.weaker : Rank.changed;
  return [{ text: `${subject}: ${changes.map(({ text }) => text).join(", ")}`, rank }];
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
