import { type Binary, bare, children, type Expression } from "../../lib/promql/parse/ast.ts";
import { parse } from "../../lib/promql/parse/parse.ts";
import type { Fault } from "./faults.ts";
import type { Alarm } from "./hearing.ts";
import { INTERVAL, PACE, SOAKED_RULES } from "./monitoring.ts";

/** A fault as it was done. Times are milliseconds since the epoch. */
export interface Injected {
  readonly fault: Fault;
  readonly beganAt: number;
  readonly endedAt: number;
  /** The alert that is stated for it; undefined: it was not told. */
  readonly alarm: Alarm | undefined;
}

/** Two scrapes, two evaluations, and what a busy machine is late. */
const MARGIN_SECONDS = 4 * INTERVAL.value + 15;

/** What comes of a machine that has more to do than it can, as it should: lateness and what is reckoned from it. */
const OF_THE_MACHINE: readonly string[] = [
  ...["EventLoopLag", "HighLatency", "HighCPUUsage", "HighBacktestDuration", "ScrapeSlow"],
  ...["FeedFreshnessBurnsFast", "FeedFreshnessBurnsSlowly"],
];

/** Far above what the run itself makes; work of others, on the same machine. */
export const CROWDED_LOAD_A_PROCESSOR = 3;

/** Whether an alert tells, truly, that the machine was full when it fired. */
export const tellsOfTheMachine = ({ name, machineLoad }: Alarm, processors: number): boolean =>
  OF_THE_MACHINE.includes(name) && machineLoad > CROWDED_LOAD_A_PROCESSOR * processors;

/** Alerts that no fault explains: none of those that were under way names them, or they came too late for it. */
export const unexplained = (alarms: readonly Alarm[], injected: readonly Injected[]): readonly Alarm[] =>
  alarms.filter((alarm) => !injected.some((one) => explains(one, alarm)));

const explains = ({ fault, beganAt, endedAt }: Injected, { name, labels, firedAt }: Alarm): boolean =>
  isNamedBy(fault, name, labels) && firedAt >= beganAt && firedAt <= endedAt + 1_000 * explainedFor(name);

const isNamedBy = (fault: Fault, name: string, labels: Alarm["labels"]): boolean =>
  fault.explains.includes(name) || tells(fault, name, labels);

/** Whether an alert is the one that is stated for a fault: of that name, and of that job where one is stated. */
export const tells = ({ alert, job }: Fault, name: string, labels: Alarm["labels"]): boolean =>
  alert === name && (job === undefined || labels["job"] === job);

/** Seconds after a fault's end in which an alert may still begin to fire because of it. */
export const explainedFor = (alert: string): number =>
  MARGIN_SECONDS + Math.max(0, ...ALERTS.filter(({ name }) => name === alert).map((one) => memoryOf(one) / PACE));

const ALERTS = SOAKED_RULES.flatMap(({ alerts }) => alerts);
const RECORDED: ReadonlyMap<string, string> = new Map(
  SOAKED_RULES.flatMap(({ recordings }) => recordings.map(({ record, of }) => [record, of.promql] as const)),
);

const memoryOf = ({ condition, for: held }: (typeof ALERTS)[number]): number =>
  secondsBack(parse(condition.promql).expression) + (held?.value ?? 0);

/** How far back an expression looks, seconds: where both of two sides must hold, no further than the one that forgets first. */
function secondsBack(node: Expression): number {
  if (node.kind === "binary" && node.operator === "and") return Math.min(...sides(node));
  const recorded = node.kind === "selector" ? RECORDED.get(node.name ?? "") : undefined;
  if (recorded !== undefined) return secondsBack(parse(recorded).expression);
  return ownSeconds(node) + Math.max(0, ...children(node).map(secondsBack));
}

const sides = ({ left, right }: Binary): readonly number[] => [left, right].map((side) => secondsBack(bare(side)));

function ownSeconds(node: Expression): number {
  if (node.kind === "range" || node.kind === "subquery") return node.range.seconds ?? 0;
  return node.kind === "modified" ? (node.offset?.seconds ?? 0) : 0;
}
