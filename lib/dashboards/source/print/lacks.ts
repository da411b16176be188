import type { Raw } from "../../raw.ts";

/** What stands at a path of Grafana's JSON, in words; the first that fits. */
const WORDS: readonly (readonly [RegExp, string])[] = [
  [/^options\.legend/, "how the legend looks"],
  [/^options\.tooltip/, "the tooltip"],
  [/^options\.reduceOptions/, "which value is shown"],
  [/^options\.(content|code|mode)\b/, "a text"],
  [/^options/, "how it is drawn"],
  [/^fieldConfig\.overrides/, "overrides of single series"],
  [/^fieldConfig\.defaults\.custom/, "lines and axes"],
  [/^fieldConfig\.defaults\.thresholds/, "thresholds in colours of its own"],
  [/^fieldConfig\.defaults\.mappings/, "value mappings"],
  [/^fieldConfig\.defaults\.color/, "colours"],
  [/^fieldConfig\.defaults\.decimals/, "decimals"],
  [/^fieldConfig/, "how values are written"],
  [/^transformations/, "transformations"],
  [/^targets(\[\d+\])?(\.datasource.*)?$/, "queries of other data sources"],
  [/^targets/, "details of queries"],
  [/^datasource/, "the data source"],
  [/^(repeat|maxPerRow)/, "repetition by a variable"],
  [/^(interval|maxDataPoints)$/, "the step of queries"],
  [/^(timeFrom|timeShift|hideTimeOverride)$/, "a time range of its own"],
  [/^links/, "links"],
  [/^(annotations)/, "annotations of other data sources"],
  [/^(time|timepicker|timezone|refresh|fiscalYearStartMonth|weekStart|liveNow|nowDelay)\b/, "time settings"],
  [
    /^(query|definition|regex|current|options|sort|refresh|multi|includeAll|allValue|hide|skipUrlSync|label)\b/,
    "the choice",
  ],
  [/^(editable|graphTooltip|style|preload)$/, "page settings"],
  [/^(id|version|gnetId|iteration|revision|pluginVersion|schemaVersion)$/, "versions"],
  [/^(transparent|title|description|type)$/, "the frame"],
];

const ROOM = 90;

/** `Grafana's own JSON, for what the model has no word for: how the legend looks, transformations.` */
export function lacking(raw: Raw): string {
  const named = Object.keys(raw).map((path) => WORDS.find(([pattern]) => pattern.test(path))?.[1] ?? path);
  const listed = [...new Set(named)];
  const shown = listed.filter((_, index) => listed.slice(0, index + 1).join(", ").length <= ROOM);
  const more = listed.length - shown.length;
  const list = [...shown, ...(more > 0 ? [`${more} more`] : [])].join(", ");
  return `Grafana's own JSON, where the model has no word: ${list}.`;
}
