import { type Dashboard, panelsOf, type Row, rowsOf, type Tab } from "../dashboard.ts";
import type { Panel } from "../panels/panel.ts";
import type { Difference, Noun } from "./difference.ts";
import type { PlainObject } from "./equal.ts";
import { type Change, changes } from "./fields.ts";
import { matched } from "./matched.ts";
import { moved, positionsOf, rowPositionsOf } from "./places.ts";

/**
 * What differs between two versions of a dashboard, in the order in which it is read. Panels are the same by key, then
 * by id; rows by key, by heading, by the panels that they share.
 */
export function differences(before: Dashboard, edited: Dashboard): readonly Difference[] {
  const after = matched(edited, before);
  return [
    ...ownDifferences(before, after),
    ...listed("variable", before.variables, after.variables),
    ...listed("annotation", before.annotations, after.annotations),
    ...keyedDifferences("tab", before.tabs.map(byHeading), after.tabs.map(byHeading), ["rows"]),
    ...rowDifferences(before, after),
    ...panelDifferences(before, after),
  ];
}

const STRUCTURE = ["uid", "rows", "tabs", "variables", "annotations"];

const ownDifferences = (before: Dashboard, after: Dashboard): readonly Difference[] =>
  changes(plain(before), plain(after), STRUCTURE).map((change) => ({
    noun: "dashboard",
    key: before.uid,
    name: before.title,
    ...change,
  }));

interface Named {
  readonly name: string;
}

/** Variables and annotations go by their names; their order is of no consequence but to the eye. */
const listed = (noun: Noun, before: readonly Named[], after: readonly Named[]): readonly Difference[] =>
  keyedDifferences(noun, before.map(byName), after.map(byName), []);

const byHeading = (value: Tab): Keyed => ({ key: value.key, name: value.title, value });
const byName = (value: Named): Keyed => ({ key: value.name, name: value.name, value });

interface Keyed {
  readonly key: string;
  readonly name: string;
  readonly value: object;
}

function keyedDifferences(noun: Noun, before: readonly Keyed[], after: readonly Keyed[], ignored: readonly string[]) {
  const about = ({ key, name }: Keyed) => ({ noun, key, name });
  const gone = without(before, after).map((one) => ({ ...about(one), what: "all", from: one.value, to: undefined }));
  const fresh = without(after, before).map((one) => ({ ...about(one), what: "all", from: undefined, to: one.value }));
  const changed = pairs(before, after).flatMap(([one, other]) =>
    changes(plain(one.value), plain(other.value), ignored).map((change) => ({ ...about(one), ...change })),
  );
  return [...changed, ...gone, ...fresh];
}

function rowDifferences(before: Dashboard, after: Dashboard): readonly Difference[] {
  const [was, is] = [rowPositionsOf(before), rowPositionsOf(after)];
  const about = ({ key, title }: Row) => ({ noun: "row" as const, key, name: title ?? key });
  const end = (row: Row, positions: typeof was) => ({
    value: { ...row, panels: [] },
    position: positions.get(row.key),
  });
  const [rows, edited] = [rowsOf(before), rowsOf(after)];
  const common = pairs(rows, edited);
  const strayed = new Set(moved(keysOf(common.map(([one]) => one)), keysOf(edited.filter((row) => has(rows, row)))));
  return [
    ...common.flatMap(([one, other]) =>
      changes(plain(one), plain(other), ["panels", "id"]).map((change) => ({ ...about(one), ...change })),
    ),
    ...common
      .filter(([{ key }]) => strayed.has(key) || was.get(key)?.tab !== is.get(key)?.tab)
      .map(([row]) => ({ ...about(row), what: "place", from: was.get(row.key), to: is.get(row.key) })),
    ...without(rows, edited).map((row) => ({ ...about(row), what: "all", from: end(row, was), to: undefined })),
    ...without(edited, rows).map((row) => ({ ...about(row), what: "all", from: undefined, to: end(row, is) })),
  ];
}

function panelDifferences(before: Dashboard, after: Dashboard): readonly Difference[] {
  const [was, is] = [positionsOf(before), positionsOf(after)];
  const about = ({ key, title }: Panel) => ({ noun: "panel" as const, key, name: title });
  const [panels, edited] = [panelsOf(before), panelsOf(after)];
  const strayed = strayedPanels(before, after);
  const changed = pairs(panels, edited).flatMap(([one, other]) => [
    ...panelChanges(one, other).map((change) => ({
      ...about(one),
      ...change,
      ...unitOf(one, change.what),
    })),
    ...(strayed.has(one.key) ? [{ ...about(one), what: "place", from: was.get(one.key), to: is.get(one.key) }] : []),
  ]);
  const end = (panel: Panel, positions: typeof was) => ({ value: panel, position: positions.get(panel.key) });
  return [
    ...changed,
    ...without(panels, edited).map((one) => ({ ...about(one), what: "all", from: end(one, was), to: undefined })),
    ...without(edited, panels).map((one) => ({ ...about(one), what: "all", from: undefined, to: end(one, is) })),
  ];
}

/** Of another kind of panel, all but its place is another. */
function panelChanges(one: Panel, other: Panel): readonly Change[] {
  const found = changes(own(one), own(other), ignoredOf(other));
  if (one.kind === other.kind) return found;
  const size = found.filter(({ what }) => ["width", "height", "at"].includes(what));
  return [{ what: "kind", from: one, to: other }, ...size];
}

/** Panels that stand in another row, or elsewhere among those of their row that stayed. */
function strayedPanels(before: Dashboard, after: Dashboard): ReadonlySet<string> {
  const [was, is] = [positionsOf(before), positionsOf(after)];
  const elsewhere = [...is.keys()].filter((key) => was.has(key) && was.get(key)?.row !== is.get(key)?.row);
  const within = rowsOf(after).flatMap((row) => {
    const stayed = keysOf(row.panels).filter((key) => was.get(key)?.row === row.key);
    const order = [...was.keys()].filter((key) => stayed.includes(key));
    return moved(order, stayed);
  });
  return new Set([...elsewhere, ...within]);
}

/** A library panel's title, description and alerts stand in the library. */
const own = (panel: Panel): PlainObject =>
  panel.kind === "library"
    ? { ...plain(panel), title: undefined, description: undefined, watchedBy: [], library: panel.library.uid }
    : plain(panel);

/** A place of its own says how wide and high a panel is. */
const ignoredOf = (other: Panel): readonly string[] => (other.at === undefined ? ["id"] : ["id", "width", "height"]);

/** The unit of the numbers at a path: the panel's, or its column's. */
function unitOf(panel: Panel, what: string): { readonly unit?: string } {
  const column = panel.kind === "table" ? panel.columns[Number(/^columns\[(\d+)\]/.exec(what)?.[1])] : undefined;
  const unit = column?.unit ?? ("unit" in panel ? panel.unit : undefined);
  return unit === undefined ? {} : { unit };
}

const plain = (value: object): PlainObject => value as PlainObject;
type WithKey = { readonly key: string };
const keysOf = (all: readonly WithKey[]): readonly string[] => all.map(({ key }) => key);
const has = (all: readonly WithKey[], { key }: WithKey): boolean => all.some((one) => one.key === key);
const without = <T extends WithKey>(all: readonly T[], others: readonly WithKey[]): readonly T[] =>
  all.filter((one) => !has(others, one));
const pairs = <T extends WithKey>(before: readonly T[], after: readonly T[]): readonly (readonly [T, T])[] =>
  before.flatMap((one) => after.filter(({ key }) => key === one.key).map((other) => [one, other] as const));
