import type { LibraryPanelUse } from "../../panels/library.ts";
import type { Panel } from "../../panels/panel.ts";
import { withRaw } from "../../raw.ts";
import type { References } from "../../references.ts";
import { writeDescription } from "../description.ts";
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
  const text = writeDescription(panel);
  return {
    ...(panel.kind !== "raw" && { type: panel.kind }),
    title: panel.title,
    ...(text !== "" && { description: text }),
    ...(links.length > 0 && { links }),
  };
};
