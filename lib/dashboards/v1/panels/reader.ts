import type { Described } from "../../panels/described.ts";
import type { LibraryPanel, LibraryPanelUse } from "../../panels/library.ts";
import type { Panel } from "../../panels/panel.ts";
import type { Raw } from "../../raw.ts";
import { difference } from "../../raw-difference.ts";
import { type Json, textAt } from "../../reading/json.ts";
import type { References } from "../../references.ts";
import { canonicalPanel, plainPanel } from "../canonical-panel.ts";
import { readDescription } from "../description.ts";
import { readAlertList } from "./alert-list.ts";
import { readBarGauge } from "./bar-gauge.ts";
import type { Part } from "./drawn.ts";
import { readHeatmap } from "./heatmap.ts";
import { writePanel } from "./panel.ts";
import { readStat } from "./stat.ts";
import { readStateTimeline } from "./state-timeline.ts";
import { readTable } from "./table.ts";
import { readTimeseries } from "./timeseries.ts";

/** Where a panel stands and what it is called, which the JSON of the panel itself does not say. */
export type Standing = Pick<Described, "key" | "width" | "height" | "id" | "at">;

/**
 * A panel of v1 JSON, without its id and place. All that the model has no word for becomes its `raw`: written again,
 * it is the same JSON in canonical form.
 */
export function readPanel(
  standing: Standing,
  json: Json,
  references: References,
  library: readonly LibraryPanel[] = [],
): Panel {
  const known = Object.hasOwn(json, "libraryPanel")
    ? readLibrary(standing, json, library)
    : readKind(standing, canonicalPanel(json));
  if (known === undefined) return readRaw(standing, json, references);
  const written = canonicalPanel(writePanel(known, references) as Json);
  return withOwnRaw(known, difference(written, canonicalPanel(json)));
}

const withOwnRaw = <P extends Panel>(panel: P, raw: Raw): P =>
  Object.keys(raw).length > 0 ? { ...panel, raw } : panel;

function readKind(standing: Standing, panel: Json): Panel | undefined {
  const part = readPart(standing, panel);
  switch (panel["type"]) {
    case "timeseries":
      return readTimeseries(part, panel);
    case "stat":
      return readStat(part, panel);
    case "bargauge":
      return readBarGauge(part, panel);
    case "state-timeline":
      return readStateTimeline(part, panel);
    case "heatmap":
      return readHeatmap(part, panel);
    case "table":
      return readTable(part, panel);
    case "alertlist":
      return readAlertList(part);
    default:
      return undefined;
  }
}

const readPart = (standing: Standing, panel: Json): Part => ({
  ...standing,
  title: textAt(panel, "title") ?? "",
  links: [],
  ...readDescription(textAt(panel, "description") ?? ""),
});

/** A panel of the library by reference. */
function readLibrary(standing: Standing, json: Json, library: readonly LibraryPanel[]): LibraryPanelUse | undefined {
  const [uid, name] = [textAt(json, "libraryPanel", "uid"), textAt(json, "libraryPanel", "name")];
  if (uid === undefined || name === undefined) return undefined;
  const known = library.find((one) => one.uid === uid && one.name === name);
  return {
    kind: "library",
    ...standing,
    title: textAt(json, "title") ?? name,
    description: known?.panel?.description ?? "",
    watchedBy: known?.panel?.watchedBy ?? [],
    links: [],
    library: known ?? { uid, name },
  };
}

/** A panel of a plug-in that the model has no word for, or that asks for something else than PromQL: all as it stands. */
function readRaw(standing: Standing, json: Json, references: References): Panel {
  const { limits, ...described } = readPart(standing, json);
  const panel: Panel = { kind: "raw", ...described, raw: {} };
  const written = plainPanel(writePanel(panel, references) as Json);
  return { ...panel, raw: difference(written, plainPanel(json)) };
}
