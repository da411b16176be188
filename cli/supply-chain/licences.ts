import { EXCEPTIONS, STATED_ELSEWHERE } from "./agreed.ts";

/**
 * Licences that what we use may have, by their names of SPDX: permissive ones, and the Mozilla Public License, which asks
 * for the source of its own files alone. https://spdx.org/licenses
 */
export const ALLOWED: readonly string[] = [
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
];

/** Something that we use, under the licence that it states of itself. */
export interface Licensed {
  readonly name: string;
  readonly licence: string | undefined;
}

/** As it states it, or as its files do where its manifest does not. */
export const licenceOf = ({ name, licence }: Licensed): string | undefined =>
  licence ?? STATED_ELSEWHERE[name]?.licence;

/** Whether we may use it: by the policy, or by an exception that names both it and the licence that it has. */
export function isAgreed(one: Licensed): boolean {
  const licence = licenceOf(one);
  if (licence !== undefined && isAllowed(licence)) return true;
  return EXCEPTIONS.some((exception) => exception.name === one.name && exception.licence === licence);
}

/** What has a licence that nobody has agreed to, in words. */
export const licenceProblems = (file: string, things: readonly Licensed[]): readonly string[] =>
  things
    .filter((one) => !isAgreed(one))
    .map((one) => {
      const licence = licenceOf(one);
      return licence === undefined
        ? `${file}: ${one.name} states no licence: read its files, and put what they say into cli/supply-chain/agreed.ts`
        : `${file}: ${one.name} has the licence ${licence}, which is not among those of cli/supply-chain/licences.ts: use another, or say in cli/supply-chain/agreed.ts why it is taken`;
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
