import type { Dashboard } from "../dashboard.ts";
import { mapPanels } from "../map.ts";
import type { Panel } from "../panels/panel.ts";
import type { Raw } from "../raw.ts";
import { readDescription } from "../v1/description.ts";

/** Numbers that count saves; they say nothing of what is saved. */
const COUNTERS = ["id", "version", "revision", "iteration"];

/** A dashboard without what Grafana writes by itself when somebody saves it. */
export const withoutCounters = (dashboard: Dashboard): Dashboard =>
  mapPanels(withoutRaw(dashboard, COUNTERS), (panel) =>
    tellsOldLimit(panel) ? withoutRaw(panel, ["description"]) : panel,
  );

function withoutRaw<T extends { readonly raw?: Raw }>(given: T, paths: readonly string[]): T {
  const { raw, ...rest } = given;
  const kept = Object.entries(raw ?? {}).filter(([path]) => !paths.includes(path));
  return (kept.length === 0 ? rest : { ...rest, raw: Object.fromEntries(kept) }) as T;
}

/**
 * Whoever moves a threshold in Grafana leaves the alert's old limit in the last line of the description, which the
 * writer makes: that line is no edit.
 */
function tellsOldLimit({ raw, description, watchedBy }: Panel): boolean {
  const text = raw?.["description"];
  if (typeof text !== "string") return false;
  const read = readDescription(text);
  const names = (all: Panel["watchedBy"]) => all.map(({ name }) => name).join();
  return read.description === description && names(read.watchedBy) === names(watchedBy);
}
