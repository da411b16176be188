import { type Dashboard, panelsOf } from "../../lib/dashboards/index.ts";

/** Panels that every Grafana 12 and 13 has. Source: grafana, public/app/plugins/panel. */
const BUILT_IN = new Set(
  (
    "alertlist annolist barchart bargauge candlestick canvas dashlist datagrid debug flamegraph gauge geomap " +
    "gettingstarted heatmap histogram library-panel-ref live logs logstable news nodeGraph piechart row stat " +
    "state-timeline status-history table text timeseries traces trend welcome xychart"
  ).split(" "),
);

/** A panel of a plug-in that must be installed, or that is gone. */
export interface ForeignPlugin {
  readonly plugin: string;
  /** Keys of the panels. */
  readonly panels: readonly string[];
}

export function foreignPlugins(dashboard: Dashboard): readonly ForeignPlugin[] {
  const all = panelsOf(dashboard).flatMap(({ kind, key, raw }) => {
    const type = kind === "raw" ? raw?.["type"] : undefined;
    return typeof type === "string" && !BUILT_IN.has(type) ? [{ type, key }] : [];
  });
  const plugins = [...new Set(all.map(({ type }) => type))];
  return plugins.map((plugin) => ({ plugin, panels: all.filter(({ type }) => type === plugin).map(({ key }) => key) }));
}
