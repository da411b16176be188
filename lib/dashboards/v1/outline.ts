import type { Place } from "../layout.ts";
import { slug } from "../link.ts";
import { notADashboard } from "../reading/errors.ts";
import { isObject, type Json, textAt, valueAt, without } from "../reading/json.ts";
import type { Outline, PanelOutline, RowOutline } from "../reading/outline.ts";
import { overlapping, placeBelow, readPlace } from "../reading/places.ts";
import { Ids, nameOf, objectsOf, type Report, reporting, withOwnReferences } from "./repair.ts";

/** What stands where in v1 JSON. Fails on what is no dashboard at all; all else is repaired and told. */
export function outlineV1(json: unknown): Outline {
  if (!isObject(json)) throw notADashboard(json);
  const { repairs, report } = reporting();
  const ids = new Ids();
  const panels = objectsOf(json, ["panels"], "the dashboard", report);
  for (const name of ["annotations", "templating"]) objectsOf(json, [name, "list"], "the dashboard", report);
  const groups = grouped(standing(panels, report)).flatMap((group) => unnested(group, report));
  const rows = groups.map((group) => rowOf(group, ids, report));
  return { uid: uidOf(json, report), settings: json, rows, tabs: [], repairs };
}

/** Grafana refuses others; one that is missing it would make up itself, another at each import. */
export function uidOf(json: Json, report: Report): string {
  const uid = textAt(json, "uid") ?? "";
  if (/^[A-Za-z0-9_-]{1,40}$/.test(uid)) return uid;
  const made = slug(uid || (textAt(json, "title") ?? "")).slice(0, 40) || "dashboard";
  report("the dashboard", `${uid ? `has the uid "${uid}", which Grafana refuses` : "has no uid"}: it is "${made}" now`);
  return made;
}

interface Standing {
  readonly json: Json;
  readonly where: string;
  readonly at: Place;
}

interface Group {
  readonly heading?: Standing;
  readonly panels: readonly Standing[];
}

/** Every panel with its place, in reading order; those that have none follow below. */
function standing(panels: readonly Json[], report: Report): readonly Standing[] {
  const placed: Standing[] = [];
  const lost: Omit<Standing, "at">[] = [];
  for (const [index, json] of panels.entries()) {
    const where = nameOf(json, index);
    const at = readPlace(json["gridPos"]);
    if (at) placed.push({ json, where, at });
    else lost.push({ json, where });
    if (at === undefined) report(where, "has no place: it stands below the others, two to a line");
    else if (!isAsWritten(at, json))
      report(where, `has no place inside the grid of 24 columns: it is ${words(at)} now`);
  }
  const bottom = Math.max(0, ...placed.map(({ at }) => at.y + at.h));
  return [...placed.sort(inOrder), ...lost.map((one, index) => ({ ...one, at: placeBelow(bottom, index) }))];
}

const isAsWritten = (at: Place, json: Json): boolean =>
  Object.entries(at).every(([name, value]) => Number(valueAt(json, "gridPos", name)) === value);

const words = ({ x, y, w, h }: Place): string => `x ${x}, y ${y}, ${w} by ${h}`;

/** Of those that begin on one line a heading is the first: Grafana 12 writes panels of a row onto its heading. */
const inOrder = (a: Standing, b: Standing): number =>
  a.at.y - b.at.y || Number(isHeading(b.json)) - Number(isHeading(a.json)) || a.at.x - b.at.x;

const isHeading = (json: Json): boolean => json["type"] === "row";
const isClosed = (heading: Standing | undefined): boolean => heading?.json["collapsed"] === true;

/** A heading and what follows it; a closed row holds its own, so that what follows it stands alone. */
function grouped(all: readonly Standing[]): readonly Group[] {
  const groups: { heading?: Standing; panels: Standing[] }[] = [];
  for (const one of all) {
    const last = groups.at(-1);
    if (isHeading(one.json)) groups.push({ heading: one, panels: [] });
    else if (last && !isClosed(last.heading)) last.panels.push(one);
    else groups.push({ panels: [one] });
  }
  return groups;
}

/** The group with the panels that its heading holds; rows inside of a row, which Grafana has not, follow it. */
function unnested(group: Group, report: Report): readonly Group[] {
  const { heading, panels } = group;
  if (heading === undefined) return [group];
  const held = standing(objectsOf(heading.json, ["panels"], heading.where, report), report);
  if (held.length === 0) return [group];
  if (!isClosed(heading)) report(heading.where, "holds panels although it is open: they follow it now");
  const own = held.filter(({ json }) => !isHeading(json));
  const inner = grouped(held.filter(({ json }) => isHeading(json)));
  for (const row of inner) report(row.heading?.where ?? "", `stands inside of ${heading.where}: it follows that now`);
  return [{ heading, panels: [...own, ...panels] }, ...inner.flatMap((row) => unnested(row, report))];
}

function rowOf({ heading, panels }: Group, ids: Ids, report: Report): RowOutline {
  const id = heading && ids.take(heading.json, heading.where, report);
  for (const { where } of overlapping(panels)) report(where, "overlaps another panel: it stands below that now");
  return {
    ...(heading && { title: textAt(heading.json, "title") ?? "" }),
    collapsed: isClosed(heading),
    ...(id !== undefined && { id }),
    json: heading ? withoutOwn(heading.json) : {},
    panels: panels.map((panel) => panelOf(panel, ids, report)),
  };
}

/** A title that is no text is kept, as what it is. */
const withoutOwn = (heading: Json): Json =>
  without(heading, "collapsed", "gridPos", "id", "panels", ...(typeof heading["title"] === "string" ? ["title"] : []));

const panelOf = ({ json, where, at }: Standing, ids: Ids, report: Report): PanelOutline => {
  const id = ids.take(json, where, report);
  return {
    ...(id !== undefined && { id }),
    at,
    json: without(withOwnReferences(json, where, report), "gridPos", "id"),
  };
};
