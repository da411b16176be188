import type { LibraryPanelUse } from "../../panels/library.ts";
import type { Panel } from "../../panels/panel.ts";
import { withRaw } from "../../raw.ts";
import type { References } from "../../references.ts";
import { alertList } from "./alert-list.ts";
import { barGauge } from "./bar-gauge.ts";
import { heatmap } from "./heatmap.ts";
import { stat } from "./stat.ts";
import { stateTimeline } from "./state-timeline.ts";
import { table } from "./table.ts";
import { timeseries } from "./timeseries.ts";

/** A panel's own part of v1 JSON: type, queries, options; id and place come from the dashboard. */
export function writePanel(panel: Panel, references: References): object {
  if (panel.kind === "library") return withRaw(library(panel, references), panel.raw);
  return withRaw({ ...common(panel, references), ...body(panel, references) }, panel.raw);
}

function body(panel: Exclude<Panel, LibraryPanelUse>, references: References): object {
  switch (panel.kind) {
    case "timeseries":
      return timeseries(panel, references);
    case "stat":
      return stat(panel, references);
    case "bargauge":
      return barGauge(panel, references);
    case "state-timeline":
      return stateTimeline(panel, references);
    case "heatmap":
      return heatmap(panel, references);
    case "table":
      return table(panel, references);
    case "alertlist":
      return alertList(panel, references);
    case "raw":
      return {};
  }
}

function library(panel: LibraryPanelUse, references: References): object {
  const { uid, name, panel: shown } = panel.library;
  if (references.library === "inline" && shown) return writePanel(shown, references);
  return { title: panel.title, libraryPanel: { uid, name } };
}

const common = (panel: Exclude<Panel, LibraryPanelUse>, { runbook }: References): object => {
  const links = panel.watchedBy.flatMap(({ name }) => {
    const url = runbook(name);
    return url === undefined ? [] : [{ title: `Runbook of ${name}`, url, targetBlank: true }];
  });
  const text = description(panel);
  return {
    ...(panel.kind !== "raw" && { type: panel.kind }),
    title: panel.title,
    ...(text !== "" && { description: text }),
    ...(links.length > 0 && { links }),
  };
};

/** Ends in who watches it, so that a reader in Grafana knows: `Watched by HighLatency (warning) at 0.5.` */
function description(panel: Panel): string {
  const watchers = panel.watchedBy.map(({ name, severity }) => {
    const limit = thresholdsOf(panel).find(({ alert }) => alert === name);
    return `${name} (${severity})${limit ? ` at ${limit.value}` : ""}`;
  });
  const footer = watchers.length > 0 ? [`Watched by ${watchers.join(", ")}.`] : [];
  return [...(panel.description === "" ? [] : [panel.description]), ...footer].join("\n\n");
}

const thresholdsOf = (panel: Panel) => ("thresholds" in panel ? panel.thresholds : []);
