import type { Dashboard } from "./dashboard.ts";
import { dashboardPath } from "./link.ts";
import type { Variable } from "./variable.ts";

/** Where a click on a series leads. The URL may hold Grafana's link variables: `${__field.labels.stream}`. */
export interface DataLink {
  readonly title: string;
  readonly url: string;
}

/**
 * Opens another dashboard on the same time range. `passing` keeps what is chosen here; `choosing` sets a variable there
 * to a label of the series that was clicked.
 */
export function drillDown(
  title: string,
  to: Pick<Dashboard, "uid" | "title">,
  how: { readonly passing?: readonly Variable[]; readonly choosing?: Readonly<Record<string, string>> } = {},
): DataLink {
  const passed = (how.passing ?? []).map(({ name }) => `\${${name}:queryparam}`);
  const chosen = Object.entries(how.choosing ?? {}).map(([name, label]) => `var-${name}=\${__field.labels.${label}}`);
  return { title, url: `${dashboardPath(to)}?${["${__url_time_range}", ...passed, ...chosen].join("&")}` };
}
