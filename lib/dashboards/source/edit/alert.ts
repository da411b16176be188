import ts from "typescript";
import type { Sources } from "./edit.ts";
import { apply } from "./literal.ts";
import { followed, isCallOf, stringAt, valueAt } from "./locate.ts";
import { descendants, Program, placeOf } from "./program.ts";
import { quantityIn } from "./quantity.ts";
import { computed, notFound } from "./refusal.ts";
import { constantOf } from "./resolve.ts";
import { rewritten } from "./thresholds.ts";

/** An alert's definition in the code. */
export interface AlertCode {
  readonly owner: string;
  /** `file:line` of the number that it compares with; of the alert, where it is not found. */
  readonly source: string;
}

interface Found {
  readonly object: ts.ObjectLiteralExpression;
  readonly threshold: ts.Expression | undefined;
}

/** Who owns an alert, and where its limit is written. `value` is the limit now, in the base unit. */
export function alertCode(sources: Sources, name: string, value: number): AlertCode {
  const program = new Program(sources.read);
  const { object, threshold } = found(program, sources.contents, name, value);
  const owner = valueAt(object, "owner");
  const named = owner && followed(program, owner);
  return {
    owner:
      stringAt(object, "owner") ?? (named && ts.isStringLiteralLike(named) ? named.text : (owner?.getText() ?? "")),
    source: placeOf(threshold ?? object),
  };
}

/**
 * Gives an alert another limit: the one number of its condition that is `from` now. Fails where there is none, or
 * several. `unit` is Grafana's id.
 */
export function editAlert(
  sources: Sources,
  name: string,
  change: { readonly from: number; readonly to: number; readonly unit: string },
): ReadonlyMap<string, string | undefined> {
  const program = new Program(sources.read);
  const { object, threshold } = found(program, sources.contents, name, change.from);
  if (!threshold) throw computed(valueAt(object, "condition") ?? object, `the limit of ${name}`);
  for (const { file, replacements } of rewritten(threshold, change.to, change.unit)) apply(program, file, replacements);
  return program.edited();
}

function found(program: Program, contents: string, name: string, value: number): Found {
  const reached = program.reached(contents);
  const calls = reached.flatMap((source) => descendants(source)).filter(ts.isCallExpression);
  const call = calls.find((one) => isCallOf(one, ["alert"]) && isText(one.arguments[0], name));
  const object = call?.arguments[1];
  const top = program.source(contents);
  if (!object || !ts.isObjectLiteralExpression(object)) throw notFound(call ?? top ?? emptySource, `alert ${name}`);
  const condition = valueAt(object, "condition");
  const numbers = condition ? numbersIn(program, condition, value, DEPTH) : [];
  const [first] = numbers;
  // One constant that is named twice is one number.
  const isOne = numbers.every((one) => one === first);
  return { object, threshold: isOne ? first : undefined };
}

const emptySource = ts.createSourceFile("", "", ts.ScriptTarget.ES2022);

const isText = (node: ts.Expression | undefined, text: string): boolean =>
  node !== undefined && ts.isStringLiteralLike(node) && node.text === text;

/** Constants that name conditions that name constants: as far as anybody nests them. */
const DEPTH = 4;

/** The quantities of this value that an expression writes, or that its constants write. */
function numbersIn(program: Program, given: ts.Expression, value: number, depth: number): readonly ts.Expression[] {
  return [given, ...descendants(given)].flatMap((node): readonly ts.Expression[] => {
    if (ts.isCallExpression(node) && quantityIn(node)?.value === value) return [node];
    const isName = ts.isIdentifier(node) && depth > 0;
    const constant = isName ? constantOf(program, node.getSourceFile(), node.text) : undefined;
    // A metric may have a bound of that value among its buckets; limits stand beside their alerts.
    const isBeside = constant !== undefined && folderOf(constant.file) === folderOf(node.getSourceFile().fileName);
    return isBeside ? numbersIn(program, constant.initializer, value, depth - 1) : [];
  });
}

const folderOf = (file: string): string | undefined => file.split("/")[0];
