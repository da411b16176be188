/**
 * Whether one version is older than another, by the numbers in them and then by what follows (Semantic Versioning 2.0,
 * clause 11, of which a pre-release sorts before its release). Versions of other forms are compared number by number.
 */
export function isOlder(one: string, other: string): boolean {
  const [a, b] = [parts(one), parts(other)];
  const difference = compareLists(a.numbers, b.numbers);
  if (difference !== 0) return difference < 0;
  if (a.rest === "" || b.rest === "") return a.rest !== "" && b.rest === "";
  return compareIdentifiers(a.rest.split("."), b.rest.split(".")) < 0;
}

function parts(version: string): { readonly numbers: readonly number[]; readonly rest: string } {
  const [, numbers = "", rest = ""] = /^v?(\d+(?:\.\d+)*)(?:-([^+]*))?/.exec(version) ?? [];
  return { numbers: numbers.split(".").map(Number), rest };
}

const compareLists = (one: readonly number[], other: readonly number[]): number => {
  for (let index = 0; index < Math.max(one.length, other.length); index++) {
    const difference = (one[index] ?? 0) - (other[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
};

function compareIdentifiers(one: readonly string[], other: readonly string[]): number {
  for (const [index, mine] of one.entries()) {
    const theirs = other[index];
    if (theirs === undefined) return 1;
    const difference = compareIdentifier(mine, theirs);
    if (difference !== 0) return difference;
  }
  return one.length - other.length;
}

function compareIdentifier(one: string, other: string): number {
  const [a, b] = [/^\d+$/.test(one), /^\d+$/.test(other)];
  if (a && b) return Number(one) - Number(other);
  if (a !== b) return a ? -1 : 1;
  return one < other ? -1 : Number(one > other);
}

/** `v3.13.5` -> `v`, 3 numbers, ``; `2.29.2-pg17` -> ``, 3 numbers, `-pg17`; undefined where there is no number. */
const shapeOf = (tag: string): string | undefined => {
  const [, prefix, numbers, suffix] = /^(v?)(\d+(?:\.\d+)*)(-[a-z][a-z0-9-]*)?$/.exec(tag) ?? [];
  return numbers === undefined ? undefined : `${prefix}${numbers.split(".").length}${suffix ?? ""}`;
};

/** The newest of the tags that are written as this one is, so that `8.10.2-alpine` is not followed by `8.10.3` or `9`. */
export function newestLike(pinned: string, tags: readonly string[]): string | undefined {
  const shape = shapeOf(pinned);
  const alike = tags.filter((tag) => shape !== undefined && shapeOf(tag) === shape);
  return alike.reduce<string | undefined>(
    (newest, tag) => (newest === undefined || isOlder(numbersOf(newest), numbersOf(tag)) ? tag : newest),
    undefined,
  );
}

const numbersOf = (tag: string): string => /\d+(?:\.\d+)*/.exec(tag)?.[0] ?? "";
