import { keyTwice, malformedUid, uidTwice, undeclaredVariable, unusedVariable } from "./errors.ts";
import type { Panel } from "./panel.ts";
import { type LabelVariable, variablesIn } from "./variable.ts";

/** Panels that belong together, flowing left to right in lines of 24 columns. */
export interface Row {
  readonly key: string;
  /** Undefined: no heading. */
  readonly title?: string;
  readonly panels: readonly Panel[];
}

export interface Dashboard {
  /** Part of every link to it; never changes. */
  readonly uid: string;
  readonly title: string;
  /** The question that it answers. */
  readonly description: string;
  readonly tags: readonly string[];
  readonly variables: readonly LabelVariable[];
  readonly rows: readonly Row[];
}

/** A checked dashboard. Fails on a malformed uid, a key used twice, a variable that is undeclared or unused. */
export function dashboard(definition: Dashboard): Dashboard {
  if (!/^[A-Za-z0-9_-]{1,40}$/.test(definition.uid)) throw malformedUid(definition.uid);
  const keys = [...definition.rows, ...panelsOf(definition)].map(({ key }) => key);
  const twice = keys.find((key, at) => keys.indexOf(key) !== at);
  if (twice !== undefined) throw keyTwice(definition.uid, twice);
  checkVariables(definition);
  return definition;
}

/** Dashboards of one Grafana. Fails when two have one uid. */
export function distinct(dashboards: readonly Dashboard[]): readonly Dashboard[] {
  const uids = dashboards.map(({ uid }) => uid);
  const twice = uids.find((uid, at) => uids.indexOf(uid) !== at);
  if (twice !== undefined) throw uidTwice(twice);
  return dashboards;
}

export const panelsOf = ({ rows }: Dashboard): readonly Panel[] => rows.flatMap(({ panels }) => panels);

function checkVariables(definition: Dashboard): void {
  const declared = definition.variables.map(({ name }) => name);
  const used = panelsOf(definition).flatMap((panel) => variablesUsed(panel).map((name) => ({ name, panel })));
  const undeclared = used.find(({ name }) => !declared.includes(name));
  if (undeclared) throw undeclaredVariable(definition.uid, undeclared.panel.key, undeclared.name);
  const unused = declared.find((name) => !used.some((one) => one.name === name));
  if (unused !== undefined) throw unusedVariable(definition.uid, unused);
}

const variablesUsed = (panel: Panel): readonly string[] =>
  panel.kind === "alertlist" ? [] : panel.queries.flatMap(({ expression }) => variablesIn(expression.promql));
