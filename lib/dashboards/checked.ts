import { type Dashboard, type DashboardInput, panelsOf, plainDashboard, rowsOf } from "./dashboard.ts";
import {
  equalsManyValues,
  keyTwice,
  malformedUid,
  rowsBesideTabs,
  uidTwice,
  undeclaredVariable,
  unusedVariable,
} from "./errors.ts";
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
  const twice = firstTwice(dashboards.map(({ uid }) => uid));
  if (twice !== undefined) throw uidTwice(twice);
  return dashboards;
}

/** What no dashboard may be; each fault has its own error. */
export function checkDashboard(dashboard: Dashboard): void {
  if (!/^[A-Za-z0-9_-]{1,40}$/.test(dashboard.uid)) throw malformedUid(dashboard.uid);
  if (dashboard.rows.length > 0 && dashboard.tabs.length > 0) throw rowsBesideTabs(dashboard.uid);
  checkKeys(dashboard);
  for (const row of rowsOf(dashboard)) layout(dashboard.uid, [row]);
  checkVariables(dashboard);
}

function checkKeys(dashboard: Dashboard): void {
  const keyed = [...dashboard.tabs, ...rowsOf(dashboard), ...panelsOf(dashboard)];
  const twice = firstTwice(keyed.map(({ key }) => key));
  if (twice !== undefined) throw keyTwice(dashboard.uid, twice);
}

/** A variable is known by its name; everything that may use one is a text. */
function checkVariables(dashboard: Dashboard): void {
  const declared = dashboard.variables.map(({ name }) => name);
  const used = usesOf(dashboard);
  const undeclared = used.find(({ name }) => !declared.includes(name));
  if (undeclared) throw undeclaredVariable(dashboard.uid, undeclared.by, undeclared.name);
  const unused = declared.find((name) => !used.some((one) => one.name === name));
  if (unused !== undefined) throw unusedVariable(dashboard.uid, unused);
  for (const panel of panelsOf(dashboard)) checkMatchers(dashboard, panel);
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
function checkMatchers(dashboard: Dashboard, panel: Panel): void {
  const many = dashboard.variables.filter(({ kind }) => kind === "label").map(({ name }) => name);
  for (const promql of expressionsOf(panel))
    for (const [, name = ""] of promql.matchAll(/!?=\s*["'`]\$\{?(\w+)/g))
      if (many.includes(name)) throw equalsManyValues(dashboard.uid, panel.key, name);
}

const firstTwice = (names: readonly string[]): string | undefined => {
  const seen = new Set<string>();
  return names.find((name) => seen.has(name) || !seen.add(name));
};
