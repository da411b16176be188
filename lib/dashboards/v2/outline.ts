import { notADashboard } from "../reading/errors.ts";
import { isObject, type Json, listAt, objectAt, textAt } from "../reading/json.ts";
import type { Outline, PanelOutline, RowOutline } from "../reading/outline.ts";
import { overlapping, placeBelow } from "../reading/places.ts";
import { uidOf } from "../v1/outline.ts";
import { Ids, type Report, reporting, withOwnReferences } from "../v1/repair.ts";
import { isSayable, type PlacedElement, type Section, sectionsOf } from "./layout-reader.ts";
import { current } from "./older.ts";
import { readElement } from "./panel.ts";
import { readSpec } from "./settings.ts";

/** What stands where in v2 JSON: a resource, or its spec alone, whose uid nobody says but the caller. */
export function outlineV2(json: unknown, uid?: string): Outline {
  if (!isObject(json)) throw notADashboard(json);
  const { repairs, report } = reporting();
  const resource = isObject(json["spec"]) ? json : { spec: json };
  const spec = current(objectAt(resource, "spec"));
  const layout = objectAt(spec, "layout");
  const own = uidOf({ uid: textAt(resource, "metadata", "name") ?? uid, title: spec["title"] }, report);
  const shelf = new Shelf(objectAt(spec, "elements"), report);
  const rows = (sections: readonly Section[]) => sections.map((section) => rowOf(section, shelf, report));
  const isTabs = layout["kind"] === "TabsLayout" && isSayable(layout);
  const outline = {
    uid: own,
    settings: readSpec(own, spec),
    rows: isTabs ? [] : rows(sectionsOf(layout)),
    tabs: isTabs ? listAt(layout, "spec", "tabs").map((tab) => tabOf(objectAt(tab, "spec"), rows)) : [],
  };
  const isWhole = shelf.isWhole;
  const left = shelf.left();
  if (!isSayable(layout) && isWhole) return { ...outline, layout, repairs };
  if (!isSayable(layout))
    report("the dashboard", "has a layout that does not place every panel once: rows take its place");
  return { ...withLeft(outline, left), repairs };
}

const tabOf = ({ title, layout, ...json }: Json, rows: (sections: readonly Section[]) => readonly RowOutline[]) => ({
  title: typeof title === "string" ? title : "",
  json,
  rows: rows(sectionsOf(objectAt({ layout }, "layout"))),
});

/** The elements of a dashboard; each is taken once. */
class Shelf {
  readonly #elements: ReadonlyMap<string, unknown>;
  readonly #taken = new Set<string>();
  readonly #ids = new Ids();
  readonly #report: Report;
  /** Whether the layout has placed each panel once, and nothing else, so far. */
  #isOrderly = true;

  constructor(elements: Json, report: Report) {
    this.#elements = new Map(Object.entries(elements));
    this.#report = report;
  }

  get isWhole(): boolean {
    return this.#isOrderly && this.#taken.size === this.#elements.size;
  }

  take({ name, at, json }: PlacedElement): readonly PanelOutline[] {
    const where = `element "${name}"`;
    const element = this.#elements.get(name);
    const found = isObject(element) ? readElement(element) : undefined;
    if (found === undefined || this.#taken.has(name)) {
      this.#isOrderly = false;
      this.#report(
        where,
        found ? "stands in two places: the later is left out" : "is placed, but is no panel: it is left out",
      );
      return [];
    }
    this.#taken.add(name);
    const id = this.#ids.take({ id: found.id }, where, this.#report);
    const panel = withOwnReferences({ ...found.json, ...json }, where, this.#report);
    return [{ ...(id !== undefined && { id }), ...nameOf(name, found.id), at, json: panel }];
  }

  /** Those that no layout has placed, below each other. */
  left(): readonly PanelOutline[] {
    const names = [...this.#elements.keys()].filter((name) => !this.#taken.has(name));
    return names.flatMap((name, index) => {
      this.#report(`element "${name}"`, "is placed nowhere: it stands below the others, two to a line");
      return this.take({ name, at: placeBelow(0, index), json: {} });
    });
  }
}

/** Grafana names what it adds itself `panel-3`, after the id; such a name says nothing. */
const nameOf = (name: string, id: number | undefined) => (name === `panel-${id}` ? {} : { name });

function rowOf({ row, items }: Section, shelf: Shelf, report: Report): RowOutline {
  const panels = items.flatMap((item) => shelf.take(item));
  for (const { json } of overlapping(panels))
    report(`panel "${textAt(json, "title") ?? ""}"`, "overlaps another panel: it stands below that now");
  return { ...row, panels };
}

function withLeft<O extends Pick<Outline, "rows" | "tabs">>(outline: O, left: readonly PanelOutline[]): O {
  if (left.length === 0) return outline;
  const row: RowOutline = { collapsed: false, json: {}, panels: left };
  if (outline.tabs.length === 0) return { ...outline, rows: [...outline.rows, row] };
  const [last, ...others] = [...outline.tabs].reverse();
  return { ...outline, tabs: [...others.reverse(), ...(last ? [{ ...last, rows: [...last.rows, row] }] : [])] };
}
