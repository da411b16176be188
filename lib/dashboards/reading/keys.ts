import { idOf } from "../identity.ts";
import { slug } from "../link.ts";
import type { Heading, Hints } from "./reading.ts";

/** A key and, where it does not follow from the key, the id. */
export interface Named {
  readonly key: string;
  readonly id?: number;
}

/** Gives every panel, row and tab of a dashboard a key of its own: the one that is known, else one from its title. */
export class Keys {
  readonly #known: ReadonlyMap<number, string>;
  readonly #counts = new Map<string, number>();
  readonly #taken = new Set<string>();
  readonly #ids: Set<number>;
  readonly #rows: Heading[];
  readonly #tabs: Heading[];

  /** `ids`: those that the JSON has, which no key may give to another. */
  constructor(hints: Hints, ids: readonly (number | undefined)[]) {
    this.#known = new Map((hints.keys ?? []).map((key) => [idOf(key), key]));
    this.#ids = new Set(ids.filter((id) => id !== undefined));
    this.#rows = [...(hints.rows ?? [])];
    this.#tabs = [...(hints.tabs ?? [])];
  }

  /** `name` is the panel's own, which only v2 has. */
  panel(title: string, id: number | undefined, name?: string): Named {
    return this.#named(name ?? this.#keyOf(id) ?? slug(title), "panel", id);
  }

  row(title: string | undefined, id: number | undefined): Named {
    return this.#named(this.#keyOf(id) ?? takeHeading(this.#rows, title) ?? slug(title ?? ""), "row", id);
  }

  tab(title: string): string {
    return this.#free(takeHeading(this.#tabs, title) ?? slug(title), "tab", undefined);
  }

  #keyOf(id: number | undefined): string | undefined {
    return id === undefined ? undefined : this.#known.get(id);
  }

  #named(name: string, kind: string, id: number | undefined): Named {
    const key = this.#free(name, kind, id);
    return { key, ...(id !== undefined && id !== idOf(key) && { id }) };
  }

  /** The name, or the name with a number after it: one that no other has, and whose id no other has. */
  #free(name: string, kind: string, id: number | undefined): string {
    const wanted = name === "" ? kind : name;
    const isFree = (key: string) => !this.#taken.has(key) && (id !== undefined || !this.#ids.has(idOf(key)));
    let count = this.#counts.get(wanted) ?? 1;
    let key = count === 1 ? wanted : `${wanted}-${count}`;
    while (!isFree(key)) key = `${wanted}-${++count}`;
    this.#counts.set(wanted, count);
    this.#taken.add(key);
    this.#ids.add(id ?? idOf(key));
    return key;
  }
}

/** The first of that title, which is then taken. */
function takeHeading(headings: Heading[], title: string | undefined): string | undefined {
  const at = headings.findIndex((heading) => heading.title === title);
  return at === -1 ? undefined : headings.splice(at, 1)[0]?.key;
}
