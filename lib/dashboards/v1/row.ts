import { canonicalObject, withoutDefaults } from "../canonical.ts";
import type { Row } from "../dashboard.ts";
import { withRaw } from "../raw.ts";
import { difference } from "../raw-difference.ts";
import type { Json } from "../reading/json.ts";

/** The heading of a row as v1 has it: a panel of type `row`; id, place and panels come from the dashboard. */
export const writeHeading = (row: Row): object =>
  withRaw({ type: "row", title: row.title, collapsed: row.collapsed ?? false, panels: [] }, row.raw);

/** Headings have no data, and Grafana's editor writes their title even when there is none. */
const NOTHING: Json = { collapsed: false, datasource: {}, panels: [], repeat: "", targets: [], title: "" };

export const canonicalHeading = (json: Json): Json => withoutDefaults(canonicalObject(json), NOTHING);

/** What a heading says beyond title and state. */
export function readHeading(heading: Pick<Row, "title"> & { readonly collapsed: boolean; readonly json: Json }) {
  const { title, collapsed, json } = heading;
  const written = canonicalHeading({ type: "row", title, collapsed });
  const raw = difference(written, canonicalHeading({ type: "row", title, collapsed, ...json }));
  return Object.keys(raw).length > 0 ? { raw } : {};
}
