import { pathOf, type Raw, type Step } from "../raw.ts";
import { equal, isObject, keysOf, type PlainObject } from "./equal.ts";

export interface Change {
  readonly what: string;
  readonly from: unknown;
  readonly to: unknown;
}

/** Stands for the `undefined` of `raw`, which takes away what the writer would put there; a missing path does not. */
export const TAKEN_AWAY = { takenAway: true } as const;

const spelledOut = (raw: Raw | undefined): PlainObject =>
  Object.fromEntries(Object.entries(raw ?? {}).map(([path, value]) => [path, value ?? TAKEN_AWAY]));

/** What people see as one value, however much it holds. */
const WHOLE = new Set(["at", "tags", "watchedBy", "library"]);

/** The values that differ, each with its path; lists of different lengths differ as a whole. */
export const changes = (from: PlainObject, to: PlainObject, ignored: readonly string[] = []): readonly Change[] =>
  keysOf(from, to)
    .filter((name) => !ignored.includes(name))
    .flatMap((name) =>
      name === "raw" ? rawChanges(from[name] as Raw, to[name] as Raw) : between([name], from[name], to[name]),
    );

const rawChanges = (from: Raw | undefined, to: Raw | undefined): readonly Change[] => {
  const [before, after] = [spelledOut(from), spelledOut(to)];
  return keysOf(before, after)
    .filter((path) => !equal(before[path], after[path]))
    .map((path) => leaf(["raw", path], before[path], after[path]));
};

function between(path: readonly Step[], from: unknown, to: unknown): readonly Change[] {
  if (equal(from, to)) return [];
  const apart = !WHOLE.has(String(path[0])) && isObject(from) && isObject(to) && alike(from, to);
  return apart ? inside(path, from, to) : [leaf(path, from, to)];
}

const inside = (path: readonly Step[], from: PlainObject, to: PlainObject): readonly Change[] =>
  keysOf(from, to).flatMap((name) =>
    between([...path, Array.isArray(from) ? Number(name) : name], from[name], to[name]),
  );

const alike = (from: PlainObject, to: PlainObject): boolean =>
  Array.isArray(from) === Array.isArray(to) && (!Array.isArray(from) || from.length === to["length"]);

const leaf = (path: readonly Step[], from: unknown, to: unknown): Change => ({ what: pathOf(path), from, to });
