import type { Catalogue } from "../../promql/checker/index.ts";
import { seriesOf } from "../../promql/checker/series.ts";

/** The labels that a metric's scraped series carry; `unknown`: nobody exports it; undefined: its labels are not known. */
export function labelsOf(name: string, catalogue: Catalogue): readonly string[] | "unknown" | undefined {
  if (catalogue.opaque?.has(name)) return undefined;
  const series = seriesOf({ name }, catalogue);
  if (series === undefined) return "unknown";
  return [...series.labels];
}
