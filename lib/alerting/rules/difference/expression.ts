import { type Binary, bare, type Expression } from "../../../promql/parse/ast.ts";
import { parse } from "../../../promql/parse/parse.ts";
import { constant } from "./constant.ts";
import { inUnit, unitOf } from "./unit.ts";
import { groupingWritten, matchersOf, modifierWritten, operatorWritten, time, written } from "./written.ts";

/** One thing that differs, in words: `threshold 5 s -> 10 s`. */
export interface Change {
  readonly text: string;
  /** It fires less than before. */
  readonly weaker: boolean;
}

export const change = (text: string, weaker = false): Change => ({ text, weaker });

/** More of them are told as one: nobody puts so many together in the head. */
const MAXIMUM_CHANGES = 4;
const MAXIMUM_LENGTH = 160;

/** What differs between two expressions by their meaning; nothing when only their form does. */
export function expressionChanges(before: string, after: string): readonly Change[] {
  if (before === after) return [];
  const [was, is] = [parse(before), parse(after)];
  if (was.expression.kind === "unreadable" || is.expression.kind === "unreadable")
    return squeezed(before) === squeezed(after) ? [] : [change(rewritten(squeezed(before), squeezed(after)))];
  const sides = new Sides(before, after);
  const found = unique(sides.changes(was.expression, is.expression));
  return found.length > MAXIMUM_CHANGES ? [sides.whole(was.expression, is.expression)] : found;
}

class Sides {
  constructor(
    private readonly before: string,
    private readonly after: string,
  ) {}

  changes(left: Expression, right: Expression): readonly Change[] {
    const [was, is] = [bare(left), bare(right)];
    if (written(was, this.before) === written(is, this.after)) return [];
    if (was.kind === "binary" && is.kind === "binary") return this.binary(was, is);
    if (was.kind === "selector" && is.kind === "selector" && was.name === is.name) return selectorChanges(was, is);
    if (was.kind === "range" && is.kind === "range")
      return [...this.window(was.range, is.range), ...this.changes(was.of, is.of)];
    if (was.kind === "subquery" && is.kind === "subquery" && !was.step === !is.step)
      return [...this.window(was.range, is.range), ...this.step(was.step, is.step), ...this.changes(was.of, is.of)];
    if (was.kind === "call" && is.kind === "call" && was.name === is.name)
      return this.parts(was, is, was.arguments, is.arguments, was.name);
    if (was.kind === "aggregation" && is.kind === "aggregation" && was.operator === is.operator)
      return this.aggregation(was, is);
    if (was.kind === "modified" && is.kind === "modified") return this.modified(was, is);
    return [this.whole(was, is)];
  }

  whole(was: Expression, is: Expression): Change {
    return change(rewritten(written(was, this.before), written(is, this.after)));
  }

  private binary(was: Binary, is: Binary): readonly Change[] {
    const [operatorWas, operatorIs] = [operatorWritten(was, this.before), operatorWritten(is, this.after)];
    if (operatorWas === operatorIs) return this.operands(was, is);
    const same = this.changes(was.left, is.left).length + this.changes(was.right, is.right).length === 0;
    return same ? [change(`operator ${operatorWas} -> ${operatorIs}`)] : [this.whole(was, is)];
  }

  private operands(was: Binary, is: Binary): readonly Change[] {
    const [left, right] = (
      [
        [was.left, is.left],
        [was.right, is.right],
      ] as const
    ).map(([before, after]) => (isThreshold(was, before, after) ? [] : this.changes(before, after))) as [
      readonly Change[],
      readonly Change[],
    ];
    const calculates = /^[-+*/%^]/.test(was.operator);
    if (calculates && left.length > 0 && right.length > 0) return [this.whole(was, is)];
    return [...threshold(was, is), ...left, ...right];
  }

  private aggregation(
    was: Extract<Expression, { kind: "aggregation" }>,
    is: Extract<Expression, { kind: "aggregation" }>,
  ): readonly Change[] {
    const [by, now] = [groupingWritten(was).trim(), groupingWritten(is).trim()];
    const grouping = by === now ? [] : [change(`${was.operator} ${by || "of all"} -> ${now || "of all"}`)];
    return [...grouping, ...this.parts(was, is, was.arguments, is.arguments, was.operator)];
  }

  private modified(
    was: Extract<Expression, { kind: "modified" }>,
    is: Extract<Expression, { kind: "modified" }>,
  ): readonly Change[] {
    const [modifier, now] = [modifierWritten(was, this.before), modifierWritten(is, this.after)];
    return [...(modifier === now ? [] : [change(`${modifier} -> ${now}`)]), ...this.changes(was.of, is.of)];
  }

  /** Arguments one by one; a number says nothing without the function's name. */
  private parts(
    was: Expression,
    is: Expression,
    before: readonly Expression[],
    after: readonly Expression[],
    name: string,
  ): readonly Change[] {
    if (before.length !== after.length) return [this.whole(was, is)];
    return before.flatMap((argument, at) => {
      const other = after[at] as Expression;
      const [value, now] = [constant(argument), constant(other)];
      if (value === undefined || now === undefined) return this.changes(argument, other);
      return value === now ? [] : [change(`${name} ${value} -> ${now}`)];
    });
  }

  private window(was: Parameters<typeof time>[0], is: Parameters<typeof time>[0]): readonly Change[] {
    return valueChange("window", time(was, this.before), time(is, this.after));
  }

  private step(was: Parameters<typeof time>[0] | undefined, is: Parameters<typeof time>[0] | undefined) {
    return was && is ? valueChange("step", time(was, this.before), time(is, this.after)) : [];
  }
}

/** `name A -> B`, or nothing when they are the same. */
const valueChange = (name: string, was: string, is: string): readonly Change[] =>
  was === is ? [] : [change(`${name} ${was} -> ${is}`)];

const isThreshold = ({ operator }: Binary, was: Expression, is: Expression): boolean =>
  /[<>=]/.test(operator) && constant(was) !== undefined && constant(is) !== undefined;

/** The number that a comparison is with, on whichever side it stands. */
function threshold(was: Binary, is: Binary): readonly Change[] {
  const side = isThreshold(was, was.right, is.right) ? "right" : "left";
  const [value, now] = [constant(was[side]), constant(is[side])];
  if (!isThreshold(was, was[side], is[side]) || value === undefined || now === undefined || value === now) return [];
  const unit = unitOf(side === "right" ? is.left : is.right);
  const upwards = was.operator.startsWith(">") === (side === "right");
  const weaker = /[<>]/.test(was.operator) && (upwards ? now > value : now < value);
  return [change(`threshold ${inUnit(value, unit)} -> ${inUnit(now, unit)}`, weaker)];
}

function selectorChanges(
  was: Extract<Expression, { kind: "selector" }>,
  is: Extract<Expression, { kind: "selector" }>,
): readonly Change[] {
  const [before, after] = [matchersOf(was), matchersOf(is)];
  const gone = before.filter((matcher) => !after.includes(matcher));
  const come = after.filter((matcher) => !before.includes(matcher));
  if (gone.length === 1 && come.length === 1) return [change(`selector ${gone[0]} -> ${come[0]}`)];
  return [
    ...come.map((matcher) => change(`selector ${matcher} added`)),
    ...gone.map((matcher) => change(`selector ${matcher} removed`)),
  ];
}

const rewritten = (was: string, is: string): string => `expression ${clipped(was)} -> ${clipped(is)}`;
const clipped = (text: string): string => (text.length > MAXIMUM_LENGTH ? `${text.slice(0, MAXIMUM_LENGTH)}…` : text);
const squeezed = (text: string): string => text.replace(/\s+/g, " ").trim();
const unique = (changes: readonly Change[]): readonly Change[] => [
  ...new Map(changes.map((one) => [one.text, one])).values(),
];
