import ts from "typescript";
import type { Threshold } from "../../threshold.ts";
import { isLiteral, printed, removal } from "./literal.ts";
import { isCallOf, valueAt } from "./locate.ts";
import { type Program, placeOf } from "./program.ts";
import { added, type FileEdit, isInside, type Property } from "./property.ts";
import { type QuantityCode, quantityIn, quantityText } from "./quantity.ts";
import { computed, usedElsewhere } from "./refusal.ts";
import { bare, constantOf, usesOf } from "./resolve.ts";

/** A threshold that is an alert's own: who moves it moves the alert. */
export class Shared extends Error {
  override readonly name = "Shared";
  constructor(
    readonly alert: string,
    readonly value: number,
    readonly node: ts.Node,
  ) {
    super(alert);
  }
}

/** An element of a list of thresholds, with the value that it has. */
interface Element {
  readonly node: ts.Expression;
  readonly value: number;
  readonly alert?: string;
}

/** Gives thresholds other values, one by one, or another number of them. `unit` is Grafana's id. */
export function setThresholds(
  program: Program,
  at: Property,
  unit: string,
  from: readonly Threshold[],
  to: readonly Threshold[],
): readonly FileEdit[] {
  const list = valueAt(at.object, at.name);
  const array = list && bare(list);
  if (!array) return [inserted(at, unit, to)];
  if (!ts.isArrayLiteralExpression(array)) throw computed(array, "the list of thresholds");
  const elements = elementsOf(program, array, from);
  if (from.length !== to.length) return [resized(array, elements, unit, to)];
  return elements.flatMap((element, index) => {
    const value = to[index]?.value ?? element.value;
    return value === element.value ? [] : revalued(program, at, element, value, unit);
  });
}

/** In ascending order, as the model has them, whatever the order in the code. */
function elementsOf(
  program: Program,
  array: ts.ArrayLiteralExpression,
  from: readonly Threshold[],
): readonly Element[] {
  const known = array.elements.map((node) => ({ node, ...valueIn(program, node, from) }));
  const unknown = known.find(({ value }) => value === undefined);
  if (unknown || known.length !== from.length) throw computed(unknown?.node ?? array, "a threshold");
  return known
    .flatMap(({ value, ...rest }) => (value === undefined ? [] : [{ ...rest, value }]))
    .sort((a, b) => a.value - b.value);
}

function valueIn(
  program: Program,
  given: ts.Expression,
  from: readonly Threshold[],
): { readonly value: number | undefined; readonly alert?: string } {
  const node = bare(given);
  if (ts.isCallExpression(node) && isCallOf(node, ["thresholdOf"])) return ofAlert(program, node, from);
  const constant = ts.isIdentifier(node) ? constantOf(program, node.getSourceFile(), node.text) : undefined;
  const quantity = quantityIn(constant?.initializer ?? node);
  if (quantity) return { value: quantity.value };
  const value = ts.isObjectLiteralExpression(node) ? valueAt(node, "value") : undefined;
  return { value: value && isLiteral(value) ? Number(value.getText()) : undefined };
}

/** `thresholdOf(HighLatency, "seconds")`: the alert goes by the name that its constant's call has. */
function ofAlert(program: Program, call: ts.CallExpression, from: readonly Threshold[]) {
  const named = call.arguments[0];
  const constant = named && ts.isIdentifier(named) ? constantOf(program, call.getSourceFile(), named.text) : undefined;
  const name = constant && ts.isCallExpression(constant.initializer) ? constant.initializer.arguments[0] : undefined;
  const alert = name && ts.isStringLiteralLike(name) ? name.text : named?.getText();
  const value = from.find((one) => one.alert === alert)?.value;
  return alert === undefined ? { value } : { value, alert };
}

function revalued(program: Program, at: Property, element: Element, value: number, unit: string): readonly FileEdit[] {
  if (element.alert !== undefined) throw new Shared(element.alert, value, element.node);
  const node = bare(element.node);
  if (!ts.isIdentifier(node)) return rewritten(node, value, unit);
  const constant = constantOf(program, node.getSourceFile(), node.text);
  if (!constant) throw computed(node, "a threshold");
  const other = usesOf(program, constant, at.sources).find((use) => !isInside(use, at.object));
  if (other) throw usedElsewhere(constant.declaration, constant.name, placeOf(other));
  return rewritten(bare(constant.initializer), value, unit);
}

/** Another number in place of the one that an expression writes; the function stays where it can. */
export function rewritten(node: ts.Expression, value: number, unit: string): readonly FileEdit[] {
  const { fileName: file } = node.getSourceFile();
  const quantity = quantityIn(node);
  if (quantity) return [{ file, replacements: [quantityReplacement(quantity, value, unit)] }];
  const written = ts.isObjectLiteralExpression(node) ? valueAt(node, "value") : undefined;
  if (!written || !isLiteral(written)) throw computed(node, "a threshold");
  return [{ file, replacements: [{ start: written.getStart(), end: written.end, text: printed(value) }] }];
}

function quantityReplacement({ node, function: name }: QuantityCode, value: number, unit: string) {
  const text = quantityText(value, unit, name);
  if (!text) throw computed(node, "a threshold");
  return { start: node.getStart(), end: node.end, text: text.text };
}

const inserted = ({ object, name }: Property, unit: string, to: readonly Threshold[]): FileEdit => ({
  file: object.getSourceFile().fileName,
  replacements: [added(object, name, `[${to.map(({ value }) => asText(value, unit)).join(", ")}]`)],
});

const asText = (value: number, unit: string): string =>
  quantityText(value, unit)?.text ?? `{ value: ${printed(value)} }`;

/** Fewer: those that are gone are taken out. More: those that are new are put behind the others. */
function resized(
  array: ts.ArrayLiteralExpression,
  elements: readonly Element[],
  unit: string,
  to: readonly Threshold[],
): FileEdit {
  const values = to.map(({ value }) => value);
  const gone = elements.filter(({ value }) => !values.includes(value));
  const shared = gone.find(({ alert }) => alert !== undefined);
  if (shared) throw computed(shared.node, `the threshold of ${shared.alert}`);
  const fresh = values.filter((value) => !elements.some((one) => one.value === value));
  const kept = elements.filter((one) => !gone.includes(one));
  const texts = [...kept.map(({ node }) => node.getText()), ...fresh.map((value) => asText(value, unit))];
  const file = array.getSourceFile().fileName;
  if (fresh.length === 0 && kept.length > 0) return { file, replacements: gone.map(({ node }) => removal(node)) };
  return { file, replacements: [{ start: array.getStart(), end: array.end, text: `[${texts.join(", ")}]` }] };
}
