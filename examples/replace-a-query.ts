import { type Dashboard, mapQueries } from "../lib/dashboards/index.ts";
import { renamed } from "../lib/promql/index.ts";

/** Every dashboard after a metric was renamed: in panels, annotations and variables, wherever it is selected. */
export const afterRename = (dashboards: readonly Dashboard[], from: string, to: string): readonly Dashboard[] =>
  dashboards.map((dashboard) => mapQueries(dashboard, (promql) => renamed(promql, from, to)));
