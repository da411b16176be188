import type { Finding } from "../../../promql/checker/check.ts";
import type { TextCheck } from "../check.ts";
import { type Quantity, quantitiesIn } from "../quantity.ts";
import type { RuleFacts } from "../rule.ts";
import type { Action } from "../template/tokens.ts";

export const foreignNumber: TextCheck = {
  id: "text/number",
  summary: "A number or duration that is not the rule's",
  why: "A text that repeats the rule by hand stays behind when the rule is changed, and a factor between the two is never noticed: who is woken reads 10 per minute while the rule compares with 10 per second.",
  bad: [
    { expr: "rate(calls_total[5m]) < 10", annotations: { description: "Fewer than 10 calls per minute" } },
    { expr: "rate(cpu_seconds_total[5m]) > 0.8", for: "2m", annotations: { description: "Above 80% for 5 minutes" } },
    { expr: "queue_bytes > 500 * 1024 * 1024", annotations: { description: "The queue exceeded 500MB" } },
    { expr: "queue_bytes / size_bytes > 0.9", annotations: { description: "More than 95% full" } },
    { expr: "count(up) < 3", annotations: { description: "Fewer than 2 are up" } },
  ],
  good: [
    { expr: "rate(calls_total[5m]) < 10 / 60", annotations: { description: "Fewer than 10 calls per minute" } },
    { expr: "increase(calls_total[5m]) < 50", annotations: { description: "Fewer than 10 calls per minute" } },
    { expr: "rate(cpu_seconds_total[5m]) > 0.8", for: "5m", annotations: { description: "Above 80% for 5 minutes" } },
    { expr: "queue_bytes > 500 * 1024 * 1024", annotations: { description: "The queue exceeded 500MiB" } },
    { expr: "min_over_time(queue_bytes[1h]) > 5", annotations: { description: "Above 5 for an hour, 1h in all" } },
    { expr: "up == 0", for: "1m", annotations: { description: "HTTP 503 on port 9090, p99 and 2 more, of 100 %" } },
  ],
  run: ({ text, template: { actions, mistake }, rule }) =>
    mistake
      ? []
      : quantitiesIn(blanked(text, actions))
          .filter((quantity) => isClaim(quantity, rule) && !isOfRule(quantity, rule))
          .map((quantity) => told(quantity, text, rule)),
};

/** The text without its actions, at the same length. */
const blanked = (text: string, actions: readonly Action[]): string =>
  actions.reduce((rest, { from, to }) => rest.slice(0, from) + "\0".repeat(to - from) + rest.slice(to), text);

/** A number alone may count anything, unless something is said to be above or below it; 0 % and 100 % are no one's. */
function isClaim({ kind, role, value }: Quantity, { readsRules }: RuleFacts): boolean {
  if (role === "compared") return true;
  const isWhole = kind === "share" && (value === 0 || value === 1);
  return kind !== "plain" && !isWhole && (role === "held" || !readsRules);
}

function isOfRule(quantity: Quantity, rule: RuleFacts): boolean {
  const { kind, role, number } = quantity;
  const among = (values: readonly number[]) => values.some((value) => isEqual(quantity, value));
  if (kind === "plain") return rule.constants.includes(number);
  // Of an unknown unit the number itself must do.
  if (rule.unit === undefined && rule.constants.includes(number)) return true;
  if (among(rule.constants)) return true;
  if (kind === "rate") return rule.constants.some((total) => among(rule.windows.map((window) => total / window)));
  if (kind !== "duration") return false;
  const isHeld = role === "held" && rule.for !== undefined;
  return among(isHeld ? rule.holding : [...rule.holding, ...rule.windows]);
}

const isEqual = ({ value, tolerance }: Quantity, other: number): boolean =>
  Math.abs(value - other) <= Math.max(tolerance, Math.abs(other) * 1e-9);

function told(quantity: Quantity, text: string, rule: RuleFacts): Finding {
  const { from, to, kind } = quantity;
  const said = text.slice(from, to);
  if (kind === "duration") return { from, to, message: `${said} is no time of this rule: ${times(rule)}` };
  const value = kind === "plain" ? said : `${said} is ${printed(quantity.value)}${BASE[kind]}, and that`;
  const unit = rule.unit === undefined || kind === "plain" ? "" : ` in ${rule.unit}`;
  const numbers = rule.constants.map(printed).join(", ");
  const compared = numbers === "" ? "it compares with none" : `its numbers are ${numbers}${unit}`;
  return { from, to, message: `${value} is no number of this rule: ${compared}` };
}

const BASE = { bytes: " bytes", rate: " a second", share: " as a share of one" } as const;
const printed = (value: number): string => value.toLocaleString("en", { maximumSignificantDigits: 6 });

function times({ for: held, windows }: RuleFacts): string {
  const waits = held === undefined ? "it has no for" : `its for is ${held} s`;
  const seen = [...new Set(windows)].map((window) => `${window} s`).join(", ");
  return seen === "" ? waits : `${waits}, its windows are ${seen}`;
}
