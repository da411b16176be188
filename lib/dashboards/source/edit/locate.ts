import ts from "typescript";
import { descendants, type Program } from "./program.ts";
import { foundTwice, madeElsewhere, notFound } from "./refusal.ts";
import { bare, constantOf } from "./resolve.ts";

const PANEL_FUNCTIONS = [
  "timeseries",
  "stat",
  "barGauge",
  "stateTimeline",
  "heatmap",
  "table",
  "alertList",
  "rawPanel",
  "fromLibrary",
];
const DASHBOARD_FUNCTIONS = ["dashboard", "plainDashboard"];

/** Where a dashboard is written: `dashboard({ uid, ... })`. */
export interface DashboardCode {
  readonly file: string;
  readonly object: ts.ObjectLiteralExpression;
  /** Its file and all that this imports. */
  readonly sources: readonly ts.SourceFile[];
  /** All that makes dashboards: a constant may be another one's too. */
  readonly everything: readonly ts.SourceFile[];
}

/** Fails when no file that `contents` reaches writes a dashboard with this uid, or when two do. */
export function dashboardCode(program: Program, contents: string, uid: string): DashboardCode {
  const everything = program.reached(contents);
  const found = everything.flatMap((source) =>
    callsOf(source, DASHBOARD_FUNCTIONS).flatMap((call) => {
      const object = call.arguments[0];
      return object && ts.isObjectLiteralExpression(object) && uidOf(program, object) === uid ? [object] : [];
    }),
  );
  const [first, second] = found;
  if (!first) throw notFound(start(program, contents), `dashboard "${uid}"`);
  if (second) throw foundTwice(first, `dashboard "${uid}"`, second);
  const file = first.getSourceFile().fileName;
  return { file, object: first, sources: program.reached(file), everything };
}

const uidOf = (program: Program, object: ts.ObjectLiteralExpression): string | undefined =>
  stringAt(holderOf(program, object, "uid"), "uid");

/** The object literal that writes a property: this one, or one that is spread into it. */
export function holderOf(
  program: Program,
  object: ts.ObjectLiteralExpression,
  name: string,
): ts.ObjectLiteralExpression {
  if (valueAt(object, name)) return object;
  const spread = object.properties.filter(ts.isSpreadAssignment).map(({ expression }) => followed(program, expression));
  return spread.filter(ts.isObjectLiteralExpression).find((one) => valueAt(one, name)) ?? object;
}

const start = (program: Program, file: string): ts.Node =>
  program.source(file) ?? ts.createSourceFile(file, "", ts.ScriptTarget.ES2022, true);

/** A call that makes one panel, and the object literal that says what is in it. */
export interface PanelCode {
  readonly call: ts.CallExpression;
  readonly object: ts.ObjectLiteralExpression;
}

/** Fails when the panel's key is written nowhere, twice, or in a function that makes other panels as well. */
export function panelCode({ object, sources }: DashboardCode, key: string): PanelCode {
  const calls = sources.flatMap((source) => callsOf(source, PANEL_FUNCTIONS));
  const found = calls.filter((call) => keyOf(call) === key);
  const [first, second] = found;
  if (second && first) throw foundTwice(first, `panel "${key}"`, second);
  const made = first ?? calls.find((call) => mayMake(call, key));
  if (!made) throw notFound(object, `panel "${key}"`);
  if (!first || insideFunction(first)) throw madeElsewhere(made, key);
  const content = first.arguments.at(-1);
  if (!content || !ts.isObjectLiteralExpression(content)) throw madeElsewhere(first, key);
  return { call: first, object: content };
}

/** The literal key of a call of a panel function. */
export function keyOf(node: ts.Expression): string | undefined {
  const key = ts.isCallExpression(node) && isCallOf(node, PANEL_FUNCTIONS) ? node.arguments[0] : undefined;
  return key && ts.isStringLiteralLike(key) ? key.text : undefined;
}

/** A key that is put together: one that begins and ends like this one. */
function mayMake(call: ts.CallExpression, key: string): boolean {
  const made = call.arguments[0];
  if (!made || ts.isStringLiteralLike(made)) return false;
  if (!ts.isTemplateExpression(made)) return insideFunction(call);
  return key.startsWith(made.head.text) && key.endsWith(made.templateSpans.at(-1)?.literal.text ?? "");
}

const insideFunction = (node: ts.Node): boolean => {
  for (let outer = node.parent; outer; outer = outer.parent) if (ts.isFunctionLike(outer)) return true;
  return false;
};

const callsOf = (source: ts.SourceFile, names: readonly string[]): readonly ts.CallExpression[] =>
  descendants(source).filter((node): node is ts.CallExpression => ts.isCallExpression(node) && isCallOf(node, names));

export const isCallOf = ({ expression }: ts.CallExpression, names: readonly string[]): boolean =>
  ts.isIdentifier(expression) && names.includes(expression.text);

/** A property's value where it is written as a plain string. */
export function stringAt(object: ts.ObjectLiteralExpression, name: string): string | undefined {
  const value = valueAt(object, name);
  return value && ts.isStringLiteralLike(value) ? value.text : undefined;
}

/** The expression of a property, shorthand included. */
export function valueAt(object: ts.ObjectLiteralExpression, name: string): ts.Expression | undefined {
  for (const one of object.properties) {
    if (ts.isPropertyAssignment(one) && one.name.getText().replace(/["']/g, "") === name) return one.initializer;
    if (ts.isShorthandPropertyAssignment(one) && one.name.text === name) return one.name;
  }
  return undefined;
}

/** The array literal of a property, written there or as a constant of its own. */
export function arrayAt(
  program: Program,
  object: ts.ObjectLiteralExpression,
  name: string,
): ts.ArrayLiteralExpression | undefined {
  const value = valueAt(object, name);
  const node = value && followed(program, value);
  return node && ts.isArrayLiteralExpression(node) ? node : undefined;
}

/** What an expression is, through the constants and properties that name it. */
export function followed(program: Program, given: ts.Expression): ts.Expression {
  const node = bare(given);
  if (ts.isPropertyAccessExpression(node)) {
    const owner = followed(program, node.expression);
    const value = ts.isObjectLiteralExpression(owner) ? valueAt(owner, node.name.text) : undefined;
    return value ? followed(program, value) : node;
  }
  const constant = ts.isIdentifier(node) ? constantOf(program, node.getSourceFile(), node.text) : undefined;
  return constant ? followed(program, constant.initializer) : node;
}

/** Where a row is written, with its array of panels. */
export interface RowCode {
  readonly object: ts.ObjectLiteralExpression;
  readonly panels: ts.ArrayLiteralExpression;
  /** The array of rows that it is in. */
  readonly rows: ts.ArrayLiteralExpression;
}

/** Every array of rows: the dashboard's own, and those of its tabs. */
export function rowLists(program: Program, { object }: DashboardCode): readonly ts.ArrayLiteralExpression[] {
  const tabs = arrayAt(program, object, "tabs")?.elements ?? [];
  const owners = [object, ...tabs.map((tab) => followed(program, tab)).filter(ts.isObjectLiteralExpression)];
  return owners.flatMap((owner) => arrayAt(program, owner, "rows") ?? []);
}

/** Fails when the row's key is written nowhere. */
export function rowCode(program: Program, code: DashboardCode, key: string): RowCode {
  for (const rows of rowLists(program, code))
    for (const element of rows.elements) {
      const object = followed(program, element);
      if (!ts.isObjectLiteralExpression(object) || stringAt(object, "key") !== key) continue;
      const panels = arrayAt(program, object, "panels");
      if (panels) return { object, panels, rows };
    }
  throw notFound(code.object, `row "${key}"`);
}
