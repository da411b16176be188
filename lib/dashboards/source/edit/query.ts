import ts from "typescript";
import { unitOf } from "../../units.ts";
import { isLiteral, printed, type Replacement } from "./literal.ts";
import { isCallOf, valueAt } from "./locate.ts";
import type { FileEdit, Property } from "./property.ts";
import { builtQuery, computed, unitOfQuery } from "./refusal.ts";
import { bare } from "./resolve.ts";

/** Arguments of `rawQuery(promql, unit, legend)`. */
const RAW_QUERY = { promql: 0, unit: 1, legend: 2 } as const;

/** Gives one query another legend or, where it is written as PromQL, another expression. */
export function setQuery(at: Property, index: number, part: "promql" | "legend", to: string): readonly FileEdit[] {
  const call = queryAt(at, index);
  if (isCallOf(call, ["rawQuery"])) return setArgument(call, RAW_QUERY[part], to);
  if (part === "promql" || !isCallOf(call, ["query"])) throw builtQuery(call);
  return setLegend(call, to);
}

/** The unit of a panel stands in its queries, where those are written as PromQL. */
export function setUnit(at: Property, unit: string): readonly FileEdit[] {
  const list = valueAt(at.object, at.name);
  const calls = list && ts.isArrayLiteralExpression(list) ? list.elements : [];
  if (calls.length === 0) throw unitOfQuery(at.object);
  return calls.flatMap((call) => {
    if (!ts.isCallExpression(call) || !isCallOf(call, ["rawQuery"])) throw unitOfQuery(call);
    return setArgument(call, RAW_QUERY.unit, unitOf(unit));
  });
}

function queryAt({ object, name }: Property, index: number): ts.CallExpression {
  const list = valueAt(object, name);
  const element = list && ts.isArrayLiteralExpression(list) ? list.elements[index] : undefined;
  const call = element && bare(element);
  if (!call || !ts.isCallExpression(call)) throw computed(element ?? list ?? object, "the query");
  return call;
}

/** Puts a plain value in place of a plain argument; behind the last one where it is missing. */
export function setArgument(call: ts.CallExpression, index: number, to: string): readonly FileEdit[] {
  const { fileName: file } = call.getSourceFile();
  const argument = call.arguments[index];
  if (argument && !isLiteral(argument)) throw computed(argument, "it");
  const last = call.arguments.at(-1);
  const replacement: Replacement = argument
    ? { start: argument.getStart(), end: argument.end, text: printed(to) }
    : { start: last?.end ?? call.end - 1, end: last?.end ?? call.end - 1, text: `, ${printed(to)}` };
  return [{ file, replacements: [replacement] }];
}

/** `(l) => l.stream`: a function that is a plain template of labels is written anew. */
function setLegend(call: ts.CallExpression, to: string): readonly FileEdit[] {
  const legend = call.arguments[1];
  if (!legend || !ts.isArrowFunction(legend)) throw computed(legend ?? call, "the legend");
  const { body, parameters } = legend;
  const label = parameters[0]?.name.getText();
  if (ts.isBlock(body) || !isTemplateOf(body, label)) throw computed(body, "the legend");
  const needsLabels = LABEL.test(to);
  const isKept = needsLabels === (label !== undefined);
  const start = isKept ? body.getStart() : legend.getStart();
  const text = isKept ? template(to, label ?? "l") : `(${needsLabels ? "l" : ""}) => ${template(to, "l")}`;
  return [{ file: call.getSourceFile().fileName, replacements: [{ start, end: legend.end, text }] }];
}

/** A text, a label, or a template of both: nothing that is computed in another way. */
function isTemplateOf(node: ts.Expression, label: string | undefined): boolean {
  const body = bare(node);
  if (ts.isTemplateExpression(body)) return body.templateSpans.every((span) => isTemplateOf(span.expression, label));
  return ts.isPropertyAccessExpression(body) ? body.expression.getText() === label : ts.isStringLiteralLike(body);
}

const LABEL = /\{\{\s*\w+\s*\}\}/;

/** `{{stream}} median` as an expression of the parameter that carries the labels. */
function template(legend: string, label: string): string {
  const alone = /^\{\{\s*(\w+)\s*\}\}$/.exec(legend);
  if (alone) return `${label}.${alone[1]}`;
  if (!LABEL.test(legend)) return printed(legend);
  const escaped = legend.replace(/[\\`]|\$(?=\{)/g, "\\$&");
  return `\`${escaped.replace(/\{\{\s*(\w+)\s*\}\}/g, (_, name) => `\${${label}.${name}}`)}\``;
}
