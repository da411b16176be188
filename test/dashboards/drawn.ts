import { type Dashboard, type DrawnPanel, panelsOf } from "../../lib/dashboards/index.ts";

/** The panels of a dashboard that draw queries, by their keys. */
export function drawnBy(dashboard: Dashboard): (key: string) => DrawnPanel {
  const drawn = panelsOf(dashboard).filter((panel): panel is DrawnPanel => "queries" in panel);
  return (key) => {
    const found = drawn.find((panel) => panel.key === key);
    if (!found) throw new Error(`no panel ${key} among ${drawn.map((panel) => panel.key).join(", ")}`);
    return found;
  };
}

/** `Price updates: timeseries` */
export const contentsOf = (dashboard: Dashboard): readonly string[] =>
  panelsOf(dashboard).map(({ title, kind }) => `${title}: ${kind}`);
