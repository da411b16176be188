import ts from "typescript";
import { type Dashboard, panelsOf, type Row, rowsOf } from "../../dashboard.ts";
import { type Difference, patched } from "../../diff/index.ts";
import type { Panel } from "../../panels/panel.ts";
import { removeUnread } from "./definition.ts";
import { type Item, relisted, textOf } from "./list.ts";
import { apply, printed } from "./literal.ts";
import { type DashboardCode, dashboardCode, rowCode, rowLists } from "./locate.ts";
import { addPanel } from "./new-panel.ts";
import type { Program } from "./program.ts";
import { notFound, spreadList } from "./refusal.ts";
import { bare, constantOf } from "./resolve.ts";

/** What stands where: panels and rows that moved, came or went. */
export const isStructural = ({ noun, what }: Difference): boolean =>
  (noun === "panel" || noun === "row") && (what === "place" || what === "all");

export interface Site {
  readonly program: Program;
  /** The table of contents from which all dashboards are reached. */
  readonly contents: string;
  readonly uid: string;
}

const codeOf = ({ program, contents, uid }: Site): DashboardCode => dashboardCode(program, contents, uid);

/** Puts panels and rows in their new places; `before` is the dashboard as the code has it. */
export function restructure(site: Site, before: Dashboard, all: readonly Difference[]): void {
  const isGone = ({ what, to }: Difference) => what === "all" && to === undefined;
  const [goneRows, others] = [all.filter((one) => one.noun === "row" && isGone(one)), new Set(all)];
  for (const one of goneRows) others.delete(one);
  const withRows = patched(
    before,
    [...others].filter(({ noun }) => noun === "row"),
  );
  const withPanels = patched(before, [...others]);
  arrangeRows(site, before, withRows);
  arrangePanels(site, withRows, withPanels);
  arrangeRows(site, withPanels, patched(before, all));
}

function arrangeRows(site: Site, before: Dashboard, after: Dashboard): void {
  const groups = ({ rows, tabs }: Dashboard) => (before.tabs.length > 0 ? tabs.map((tab) => tab.rows) : [rows]);
  rearrange(
    () => rowLists(site.program, codeOf(site)),
    groups(before).map(keysOf),
    groups(after),
    site.program,
    (row) => printedRow(row),
  );
}

const printedRow = ({ key, title, collapsed }: Row): string =>
  printed({ key, ...(title !== undefined && { title }), ...(collapsed !== undefined && { collapsed }), panels: [] });

function arrangePanels(site: Site, before: Dashboard, after: Dashboard): void {
  const { program } = site;
  const lists = () => rowsOf(before).map(({ key }) => rowCode(program, codeOf(site), key).panels);
  const named = new Map<string, string>();
  const known = new Set(panelsOf(before).map(({ key }) => key));
  for (const row of rowsOf(after))
    for (const [at, panel] of row.panels.entries())
      if (!known.has(panel.key)) named.set(panel.key, added(site, row, at, panel, named));
  const removed = panelsOf(before).filter(({ key }) => !panelsOf(after).some((panel) => panel.key === key));
  const constants = removed.flatMap(({ key }) => constantOfPanel(site, before, key) ?? []);
  rearrange(
    lists,
    rowsOf(before).map(({ panels }) => keysOf(panels)),
    rowsOf(after).map(({ panels }) => panels),
    program,
    (panel) => named.get(panel.key) ?? panel.key,
  );
  for (const constant of constants) removeUnread(program, constant, program.reached(site.contents));
}

interface Keyed {
  readonly key: string;
}
const keysOf = (all: readonly Keyed[]): readonly string[] => all.map(({ key }) => key);

/** Gives lists of elements another order, across lists too. `lists` finds them anew after each change. */
function rearrange<T extends Keyed>(
  lists: () => readonly ts.ArrayLiteralExpression[],
  before: readonly (readonly string[])[],
  after: readonly (readonly T[])[],
  program: Program,
  print: (value: T) => string,
): void {
  const texts = new Map(
    lists().flatMap((array, list) =>
      array.elements.map((element, at) => [before[list]?.[at] ?? "", textOf(element)] as const),
    ),
  );
  for (const [list, wanted] of after.entries()) {
    const [array, keys = []] = [lists()[list], before[list]];
    if (!array || `${keys}` === `${keysOf(wanted)}`) continue;
    if (array.elements.length !== keys.length || array.elements.some(ts.isSpreadElement)) throw spreadList(array);
    const items = wanted.map((value): Item => {
      const at = keys.indexOf(value.key);
      return at >= 0 ? at : (texts.get(value.key) ?? print(value));
    });
    apply(program, array.getSourceFile().fileName, [relisted(array, items)]);
  }
}

/** The constant that an element of a row's list names. */
function constantOfPanel(site: Site, dashboard: Dashboard, key: string) {
  const row = rowsOf(dashboard).find(({ panels }) => panels.some((panel) => panel.key === key));
  const { panels } = rowCode(site.program, codeOf(site), row?.key ?? "");
  const element = panels.elements[row?.panels.findIndex((panel) => panel.key === key) ?? -1];
  const node = element && bare(element);
  return node && ts.isIdentifier(node) ? constantOf(site.program, node.getSourceFile(), node.text) : undefined;
}

/** Writes a new panel beside the one before it, or beside the first of its row, and answers its name. */
function added(site: Site, row: Row, at: number, panel: Panel, named: ReadonlyMap<string, string>): string {
  const { panels } = rowCode(site.program, codeOf(site), row.key);
  const before = row.panels[at - 1];
  const neighbour = (before && named.get(before.key)) ?? neighbourIn(panels, at);
  const statement = statementOf(panels);
  return addPanel(site.program, panel, { file: panels.getSourceFile().fileName, neighbour, statement });
}

const neighbourIn = (panels: ts.ArrayLiteralExpression, at: number): string | undefined => {
  const names = panels.elements.map(bare).filter(ts.isIdentifier);
  return (names[at - 1] ?? names.at(-1))?.text;
};

function statementOf(node: ts.Node): ts.Statement {
  for (let outer = node.parent; outer; outer = outer.parent)
    if (ts.isSourceFile(outer.parent) && ts.isStatement(outer)) return outer;
  throw notFound(node, "the statement of the dashboard");
}
