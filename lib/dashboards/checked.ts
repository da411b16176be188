import { type Dashboard, type DashboardInput, panelsOf, plainDashboard, rowsOf } from "./dashboard.ts";
import {
  DashboardError,
  equalsManyValues,
  keyTwice,
  malformedUid,
  rowsBesideTabs,
  uidTwice,
  undeclaredVariable,
  unusedVariable,
} from "./errors.ts";
import { idsOf } from "./identity.ts";
import { layout } from "./layout.ts";
import type { Panel } from "./panels/panel.ts";
import { expressionsOf } from "./panels/queries.ts";
import { type Variable, variablesIn } from "./variable.ts";

/**
 * A checked dashboard. Fails on a malformed uid, a key used twice, a line that is not full, panels that overlap, a
 * variable that is undeclared, unused or compared by `=` although several may be chosen, rows beside tabs.
 */
export function dashboard(input: DashboardInput): Dashboard {
  const made = plainDashboard(input);
  checkDashboard(made);
  return made;
}

/** Dashboards of one Grafana. Fails when two have one uid. */
export function distinct(dashboards: readonly Dashboard[]): readonly Dashboard[] {
  for (const uid of twice(dashboards.map((one) => one.uid))) throw uidTwice(uid);
  return dashboards;
}

/** Fails on the first of a dashboard's faults. */
export function checkDashboard(dashboard: Dashboard): void {
  for (const fault of faultsOf(dashboard)) throw fault;
}

/** What no dashboard may be, whoever made it; each fault has its own error. */
export function* faultsOf(dashboard: Dashboard): Generator<DashboardError> {
  const { uid } = dashboard;
  if (!/^[A-Za-z0-9_-]{1,40}$/.test(uid)) yield malformedUid(uid);
  if (dashboard.rows.length > 0 && dashboard.tabs.length > 0) yield rowsBesideTabs(uid);
  const keyed = [...dashboard.tabs, ...rowsOf(dashboard), ...panelsOf(dashboard)];
  for (const key of twice(keyed.map((one) => one.key))) yield keyTwice(uid, key);
  for (const row of rowsOf(dashboard)) yield* faultOf(() => layout(uid, [row]));
  yield* faultOf(() => idsOf(uid, [...rowsOf(dashboard), ...panelsOf(dashboard)]));
  yield* faultsOfVariables(dashboard);
}

function* faultOf(run: () => unknown): Generator<DashboardError> {
  try {
    run();
  } catch (error) {
    if (!(error instanceof DashboardError)) throw error;
    yield error;
  }
}

/** A variable is known by its name; everything that may use one is a text. */
function* faultsOfVariables(dashboard: Dashboard): Generator<DashboardError> {
  const declared = dashboard.variables.map(({ name }) => name);
  const used = usesOf(dashboard);
  for (const { name, by } of used) if (!declared.includes(name)) yield undeclaredVariable(dashboard.uid, by, name);
  for (const name of declared) if (!used.some((one) => one.name === name)) yield unusedVariable(dashboard.uid, name);
  yield* faultsOfMatchers(dashboard);
}

interface Use {
  readonly name: string;
  /** Who uses it. */
  readonly by: string;
}

function usesOf(dashboard: Dashboard): readonly Use[] {
  const inPanels = panelsOf(dashboard).flatMap((panel) => used(panel.key, textsOf(panel)));
  const inVariables = dashboard.variables.flatMap((variable) => used(variable.name, textsOfVariable(variable)));
  const inAnnotations = dashboard.annotations.flatMap(({ name, promql }) => used(name, [promql]));
  return [...inPanels, ...inVariables, ...inAnnotations];
}

const used = (by: string, texts: readonly string[]): readonly Use[] =>
  texts.flatMap((text) => variablesIn(text).map((name) => ({ name, by })));

const textsOf = (panel: Panel): readonly string[] => [
  panel.title,
  ...expressionsOf(panel),
  ...panel.links.map(({ url }) => url),
  ...stringsIn(panel.raw),
];

const textsOfVariable = (variable: Variable): readonly string[] =>
  variable.kind === "label" ? [variable.series] : stringsIn(variable.raw);

const stringsIn = (value: unknown): readonly string[] => {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(stringsIn) : [];
};

/** `=` and `!=` compare with the text `(a|b)`, which no label has. */
function* faultsOfMatchers(dashboard: Dashboard): Generator<DashboardError> {
  const many = dashboard.variables.filter(({ kind }) => kind === "label").map(({ name }) => name);
  for (const { by, promql } of queriesOf(dashboard))
    for (const [, name = ""] of promql.matchAll(/!?=\s*["'`]\$\{?(\w+)/g))
      if (many.includes(name)) yield equalsManyValues(dashboard.uid, by, name);
}

/** Everything that Prometheus is asked, and for whom. */
const queriesOf = (dashboard: Dashboard): readonly { readonly by: string; readonly promql: string }[] => [
  ...panelsOf(dashboard).flatMap((panel) =>
    expressionsOf(panel).map((promql) => ({ by: `panel "${panel.key}"`, promql })),
  ),
  ...dashboard.variables.flatMap((one) =>
    one.kind === "label" ? [{ by: `variable "${one.name}"`, promql: one.series }] : [],
  ),
  ...dashboard.annotations.map(({ name, promql }) => ({ by: `annotation "${name}"`, promql })),
];

/** Each name that stands more than once, once. */
function twice(names: readonly string[]): ReadonlySet<string> {
  const seen = new Set<string>();
  return new Set(names.filter((name) => seen.has(name) || !seen.add(name)));
}
