import { stat } from "../../panels/stat.ts";
import { rawColumn, table } from "../../panels/table.ts";
import { timeseries } from "../../panels/timeseries.ts";
import { rawQuery } from "../../query.ts";
import type { Json } from "../../reading/json.ts";
import type { References } from "../../references.ts";
import { writePanel } from "../panels/panel.ts";

const silent = { title: "", description: "" };
const queries = [rawQuery("up", "items")] as const;

/** A panel of which nothing is said, as the house writes it: what a repaired one has where the old one is silent. */
export const house = {
  timeseries: (stacked: boolean, references: References): Json =>
    writePanel(timeseries("silent", { ...silent, queries, stacked }), references) as Json,
  stat: (references: References): Json => writePanel(stat("silent", { ...silent, queries }), references) as Json,
  table: (references: References): Json =>
    writePanel(table("silent", { ...silent, labels: {}, columns: [rawColumn("", "up", "items")] }), references) as Json,
};
