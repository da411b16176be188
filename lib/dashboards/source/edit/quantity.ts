import ts from "typescript";
import { bare } from "./resolve.ts";

/** A function of lib/metrics/units.ts: what one of it is in the base unit, and that unit as Grafana calls it. */
interface QuantityFunction {
  readonly name: string;
  readonly unit: string;
  readonly value: (n: number) => number;
  readonly number: (value: number) => number;
}

const times = (name: string, unit: string, factor: number): QuantityFunction => ({
  name,
  unit,
  value: (n) => n * factor,
  number: (value) => value / factor,
});
const divided = (name: string, unit: string, divisor: number): QuantityFunction => ({
  name,
  unit,
  value: (n) => n / divisor,
  number: (value) => value * divisor,
});

/** As the functions themselves compute, so that the same binary number comes out. */
const FUNCTIONS: readonly QuantityFunction[] = [
  divided("milliseconds", "s", 1000),
  times("seconds", "s", 1),
  times("minutes", "s", 60),
  times("hours", "s", 3600),
  times("days", "s", 86_400),
  times("bytes", "bytes", 1),
  times("mebibytes", "bytes", 2 ** 20),
  times("gibibytes", "bytes", 2 ** 30),
  divided("percent", "percentunit", 100),
  times("items", "short", 1),
  times("usdt", "suffix:USDT", 1),
  divided("perMinute", "cps", 60),
];

/** A quantity as code writes it: `milliseconds(500)`. */
export interface QuantityCode {
  readonly function: string;
  readonly value: number;
  readonly node: ts.CallExpression;
}

/** The quantity that an expression writes out; undefined for any other expression. */
export function quantityIn(given: ts.Expression): QuantityCode | undefined {
  const node = bare(given);
  if (!ts.isCallExpression(node) || !ts.isIdentifier(node.expression)) return undefined;
  const name = node.expression.text;
  const number = numberIn(node.arguments[0]);
  const found = FUNCTIONS.find((one) => one.name === name);
  return found && number !== undefined ? { function: name, value: found.value(number), node } : undefined;
}

function numberIn(node: ts.Expression | undefined): number | undefined {
  if (!node) return undefined;
  if (ts.isNumericLiteral(node)) return Number(node.text);
  const negative = ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.MinusToken;
  return negative && ts.isNumericLiteral(node.operand) ? -Number(node.operand.text) : undefined;
}

/** How a value is written: the function's name, and the whole expression. */
export interface QuantityText {
  readonly function: string;
  readonly text: string;
}

/** A number that nobody would write by hand is a sign of the wrong function. */
const MOST_DIGITS = 6;

/**
 * A value as a quantity, in the function that stood there where that gives a number of a few digits, else in the one
 * with the shortest number; undefined where the unit has no function (a unit of Grafana's own).
 */
export function quantityText(value: number, unit: string, preferred?: string): QuantityText | undefined {
  const exact = FUNCTIONS.filter((one) => one.unit === unit || one.name === preferred).flatMap((one) => {
    const number = Number(one.number(value).toPrecision(15));
    return one.value(number) === value ? [{ function: one.name, number }] : [];
  });
  const digits = ({ number }: { readonly number: number }) => `${Math.abs(number)}`.replace(".", "").length;
  const kept = exact.find((one) => one.function === preferred && digits(one) <= MOST_DIGITS);
  const best = kept ?? exact.toSorted((a, b) => digits(a) - digits(b) || a.number - b.number)[0];
  return best && { function: best.function, text: `${best.function}(${best.number})` };
}
