import { attributesOf, isSame, plannedAttributes } from "../guard/attributes.ts";
import { isMarked as isMarkedIn } from "../plan/marks.ts";
import type { ResourceChange } from "../plan/plan.ts";
import type { Marks, Value } from "../plan/value.ts";
import type { Known } from "./known.ts";

/** A change without the attributes that only carry what others tell. */
export interface Plain {
  readonly change: ResourceChange;
  /** What those that differ stand for, in the words of who knows them: `its files change`. */
  readonly standsFor: readonly string[];
  /** Attributes of which nothing else differs: they force nothing that `standsFor` does not tell. */
  readonly told: readonly string[];
}

interface Part {
  readonly attribute: string;
  /** The element of a list of blocks, or the key of a map. */
  readonly key?: string | undefined;
}

/** What is left of a change for a reader once the mechanics are told by what they stand for. */
export function withoutMechanics(change: ResourceChange, { mechanics = {} }: Pick<Known, "mechanics"> = {}): Plain {
  const none = { change, standsFor: [], told: [] };
  if (change.before === null || change.after === null) return none;
  const entries = Object.entries(mechanics).map(([path, words]) => ({ part: partOf(path), words }));
  const open = entries.filter(({ part }) => !isMarked(change, part));
  const differing = open.filter(({ part }) => !isSame(valueAt(change.before, part), valueAt(change.after, part)));
  if (differing.length === 0) return none;
  const parts = differing.map(({ part }) => part);
  const plain = { ...change, before: without(change.before, parts), after: without(change.after, parts) };
  const left = new Set(plannedAttributes(plain));
  return {
    change: plain,
    standsFor: [...new Set(differing.map(({ words }) => words))],
    told: parts.map(({ attribute }) => attribute).filter((attribute) => !left.has(attribute)),
  };
}

/** `entrypoint`, or one block or key of an attribute: `labels[configuration]`. */
function partOf(path: string): Part {
  const [, attribute = path, key] = /^([^[]+)\[(.+)\]$/.exec(path) ?? [];
  return { attribute, key };
}

/** Marks stand by place, so that nothing is taken out beside one: what is secret or unknown stays in the common telling. */
function isMarked({ afterUnknown, beforeSensitive, afterSensitive }: ResourceChange, { attribute }: Part): boolean {
  const isOn = (marks: Marks): boolean => {
    const mark = typeof marks === "object" ? (marks as { readonly [key: string]: Marks })[attribute] : marks;
    return isMarkedIn(mark ?? false);
  };
  return [afterUnknown, beforeSensitive, afterSensitive].some(isOn);
}

function valueAt(side: Value, { attribute, key }: Part): Value | undefined {
  const value = attributesOf(side)[attribute];
  if (key === undefined) return value;
  return isList(value) ? value.find((block) => isNamed(block, key)) : attributesOf(value ?? null)[key];
}

const without = (side: Value, parts: readonly Part[]): Value =>
  side === null ? null : parts.reduce((attributes, part) => withoutPart(attributes, part), attributesOf(side));

function withoutPart(attributes: ReturnType<typeof attributesOf>, { attribute, key }: Part) {
  const { [attribute]: value, ...rest } = attributes;
  if (value === undefined || key === undefined) return rest;
  if (isList(value)) return { ...rest, [attribute]: value.filter((block) => !isNamed(block, key)) };
  const { [key]: _, ...others } = attributesOf(value);
  return { ...rest, [attribute]: others };
}

const isList = (value: Value | undefined): value is readonly Value[] => Array.isArray(value);
const isNamed = (block: Value, key: string): boolean => Object.values(attributesOf(block)).includes(key);
