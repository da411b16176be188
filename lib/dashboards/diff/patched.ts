import { type Dashboard, type Row, rowsOf } from "../dashboard.ts";
import type { Panel } from "../panels/panel.ts";
import { stepsOf, withRaw } from "../raw.ts";
import type { Difference, Noun, PanelPosition, Placed, RowPosition } from "./difference.ts";
import { TAKEN_AWAY } from "./fields.ts";

/**
 * `dashboard` with differences put into it: `patched(a, differences(a, b))` is `b`. Differences of what is no longer
 * there are left out.
 */
export function patched(dashboard: Dashboard, all: readonly Difference[]): Dashboard {
  const of = (...nouns: readonly Noun[]) => all.filter(({ noun }) => nouns.includes(noun));
  const own = of("dashboard").reduce(changed, dashboard);
  const listed = {
    ...own,
    variables: withListed(own.variables, of("variable")),
    annotations: withListed(own.annotations, of("annotation")),
  };
  return withRows(withPanels(withRows(listed, of("row").filter(isMoveOrNew)), of("panel")), of("row").filter(isRest));
}

/** Rows come before their panels do, and go after them. */
const isGone = ({ what, to }: Difference): boolean => what === "all" && to === undefined;
const isMoveOrNew = (one: Difference): boolean => (one.what === "all" || one.what === "place") && !isGone(one);
const isRest = (one: Difference): boolean => !isMoveOrNew(one);

/** The value with one difference put in at its path. */
function changed<T extends object>(value: T, { what, to }: Difference): T {
  if (what === "kind") return to as T;
  const steps = stepsOf(what);
  if (steps[0] !== "raw") return withRaw(value, { [what]: to });
  const path = String(steps[1]);
  const { [path]: _, ...others } = "raw" in value ? (value.raw as Record<string, unknown>) : {};
  const raw = to === undefined ? others : { ...others, [path]: equalsTakenAway(to) ? undefined : to };
  const { raw: __, ...rest } = value as T & { readonly raw?: unknown };
  return (Object.keys(raw).length === 0 ? rest : { ...rest, raw }) as T;
}

const equalsTakenAway = (value: unknown): boolean =>
  typeof value === "object" && value !== null && Object.keys(TAKEN_AWAY).every((key) => key in value);

function withListed<T extends { readonly name: string }>(list: readonly T[], all: readonly Difference[]): readonly T[] {
  const whole = all.filter(({ what }) => what === "all");
  const gone = new Set(whole.filter(isGone).map(({ key }) => key));
  const stayed = list.filter(({ name }) => !gone.has(name)).map((one) => withValues(one, one.name, all));
  return [...stayed, ...whole.filter((one) => !isGone(one)).map(({ to }) => to as T)];
}

const withValues = <T extends object>(value: T, key: string, all: readonly Difference[]): T =>
  all.filter((one) => one.key === key && one.what !== "all" && one.what !== "place").reduce(changed, value);

/** Where something is to stand, directly behind what it follows. */
interface Arrival<T> {
  readonly value: T;
  readonly list: string;
  readonly after?: string;
}

function withRows(dashboard: Dashboard, all: readonly Difference[]): Dashboard {
  const gone = new Set(all.filter(isGone).map(({ key }) => key));
  const known = new Map(rowsOf(dashboard).map((row) => [row.key, row]));
  const arrivals = all.filter(isMoveOrNew).flatMap(({ key, what, to }): readonly Arrival<Row>[] => {
    const value = what === "all" ? (to as Placed<Row, RowPosition>).value : known.get(key);
    const { tab, after } = what === "all" ? (to as Placed<Row, RowPosition>).position : (to as RowPosition);
    return value ? [{ value, list: tab ?? "", ...(after !== undefined && { after }) }] : [];
  });
  const leaving = new Set([...gone, ...arrivals.map(({ value }) => value.key)]);
  const lists = new Map<string, readonly Row[]>([
    ["", dashboard.rows],
    ...dashboard.tabs.map((tab) => [tab.key, tab.rows] as const),
  ]);
  const arranged = rearranged(lists, leaving, arrivals);
  const rows = (list: string) => (arranged.get(list) ?? []).map((row) => withValues(row, row.key, all));
  return { ...dashboard, rows: rows(""), tabs: dashboard.tabs.map((tab) => ({ ...tab, rows: rows(tab.key) })) };
}

function withPanels(dashboard: Dashboard, all: readonly Difference[]): Dashboard {
  const panels = rowsOf(dashboard).flatMap((row) => row.panels);
  const gone = all.filter(isGone).map(({ key }) => key);
  const arrivals = all.filter(isMoveOrNew).flatMap(({ key, what, to }): readonly Arrival<Panel>[] => {
    const value = what === "all" ? (to as Placed<Panel, PanelPosition>).value : panels.find((one) => one.key === key);
    const { row, after } = what === "all" ? (to as Placed<Panel, PanelPosition>).position : (to as PanelPosition);
    return value ? [{ value, list: row, ...(after !== undefined && { after }) }] : [];
  });
  const leaving = new Set([...gone, ...arrivals.map(({ value }) => value.key)]);
  const arranged = rearranged(new Map(rowsOf(dashboard).map((row) => [row.key, row.panels])), leaving, arrivals);
  const filled = (row: Row): Row => ({
    ...row,
    panels: (arranged.get(row.key) ?? []).map((panel) => withValues(panel, panel.key, all)),
  });
  return {
    ...dashboard,
    rows: dashboard.rows.map(filled),
    tabs: dashboard.tabs.map((tab) => ({ ...tab, rows: tab.rows.map(filled) })),
  };
}

/** Lists without what leaves them, then with what arrives, each behind the one that it follows. */
export function rearranged<T extends { readonly key: string }>(
  lists: ReadonlyMap<string, readonly T[]>,
  leaving: ReadonlySet<string>,
  arrivals: readonly Arrival<T>[],
): ReadonlyMap<string, readonly T[]> {
  const result = new Map([...lists].map(([name, list]) => [name, list.filter(({ key }) => !leaving.has(key))]));
  let waiting = arrivals;
  while (waiting.length > 0) {
    const list = ({ list: name }: Arrival<T>) => result.get(name) ?? [];
    const ready = waiting.filter(
      (one) => one.after === undefined || list(one).some(({ key }) => key === one.after) || !awaits(one, waiting),
    );
    for (const one of ready) {
      const at = one.after === undefined ? -1 : list(one).findIndex(({ key }) => key === one.after);
      result.set(
        one.list,
        list(one).toSpliced(one.after !== undefined && at < 0 ? list(one).length : at + 1, 0, one.value),
      );
    }
    waiting = waiting.filter((one) => !ready.includes(one));
  }
  return result;
}

/** Whether what it follows is still to come. */
const awaits = <T extends { readonly key: string }>(one: Arrival<T>, waiting: readonly Arrival<T>[]): boolean =>
  waiting.some(({ value }) => value.key === one.after);
