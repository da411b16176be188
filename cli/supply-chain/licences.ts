import type { LockedPackage } from "./lock.ts";

/**
 * Licences that what we use may have, by their names of SPDX: permissive ones, and the Mozilla Public License, which asks
 * for the source of its own files alone. https://spdx.org/licenses
 */
export const ALLOWED = [
  "0BSD",
  "Apache-2.0",
  "BlueOak-1.0.0",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "CC-BY-4.0",
  "CC0-1.0",
  "ISC",
  "MIT",
  "MIT-0",
  "MPL-2.0",
  "Python-2.0",
  "Unlicense",
  "Zlib",
] as const;

/** Packages whose manifest does not say it, or not by a name of SPDX: what it is, and where that stands. */
export const STATED_ELSEWHERE: Readonly<Record<string, { readonly licence: string; readonly source: string }>> = {};

export const licenceOf = ({ name, licence }: Pick<LockedPackage, "name" | "licence">): string | undefined =>
  STATED_ELSEWHERE[name]?.licence ?? licence;

/** Packages whose licence nobody has agreed to, in words. */
export const licenceProblems = (file: string, packages: readonly LockedPackage[]): readonly string[] =>
  packages.flatMap((one) => {
    const licence = licenceOf(one);
    if (licence === undefined)
      return [
        `${file}: ${one.path} states no licence: read its files, and put what they say into cli/supply-chain/licences.ts`,
      ];
    return isAllowed(licence)
      ? []
      : [
          `${file}: ${one.path} has the licence ${licence}, which is not among those of cli/supply-chain/licences.ts: use another package, or allow it there`,
        ];
  });

/** Whether an SPDX expression can be kept to by what is allowed: of `OR` one side, of `AND` both. */
export function isAllowed(expression: string): boolean {
  const tokens = expression.match(/\(|\)|[^\s()]+/g) ?? [];
  let at = 0;
  const one = (): boolean => {
    const token = tokens[at++];
    if (token !== "(") return ALLOWED.some((name) => name === token);
    const inside = either();
    return tokens[at++] === ")" && inside;
  };
  const both = (): boolean => {
    let kept = one();
    while (tokens[at] === "AND") {
      at += 1;
      kept = one() && kept;
    }
    return kept;
  };
  const either = (): boolean => {
    let kept = both();
    while (tokens[at] === "OR") {
      at += 1;
      kept = both() || kept;
    }
    return kept;
  };
  const kept = either();
  return kept && at === tokens.length;
}
