import fc from "fast-check";

const TOKEN = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[A-Za-z_:][\w:]*|\d[\w.]*|[=!]~|[=!<>]=|\s+|[\s\S]/g;
const CHARACTERS = [..."()[]{},+-*/%^=!<>~\"'`\\@#:_.0123456789abemsxXhdwyNIif \n\té"];
const WORDS =
  "by without on ignoring group_left group_right bool offset @ start() end() sum avg topk quantile count_values rate increase histogram_quantile label_replace info and or unless atan2 5m 1h30m 0 0x1F 1e3 1. Inf NaN - + '' \"a\" a b{c='d'} [5m] [5m:1m] [5m:] ( ) , == =~ !~ != min_of(1s,2s) anchored smoothed time() vector(1) limitk absent __name__ le 1_000 10s 3000offset SUM".split(
    " ",
  );

const tokensOf = (text: string): readonly string[] => text.match(TOKEN) ?? [];

/** A place in a text or a list, as a share of its length. */
const place = fc.noBias(fc.nat(9999)).map((share) => share / 10_000);
const at = (share: number, length: number): number => Math.floor(share * (length + 1));

const splice = <T>(list: readonly T[], from: number, removed: number, added: readonly T[]): readonly T[] => [
  ...list.slice(0, from),
  ...added,
  ...list.slice(from + removed),
];

/**
 * Expressions that were changed in one or two places: a character or a word is left out, put in or replaced, or a piece
 * of another expression is put in.
 */
export function mutated(expressions: readonly string[]): fc.Arbitrary<string> {
  const one = fc.constantFrom(...expressions);
  const change = fc.oneof(
    fc.record({ where: place, removed: fc.nat(1), added: fc.constantFrom("", ...CHARACTERS) }).map(
      ({ where, removed, added }) =>
        (text: string) =>
          splice([...text], at(where, text.length), removed, [added]).join(""),
    ),
    fc.record({ where: place, removed: fc.nat(1), added: fc.constantFrom("", ...WORDS) }).map(
      ({ where, removed, added }) =>
        (text: string) =>
          splice(tokensOf(text), at(where, tokensOf(text).length), removed, [added]).join(""),
    ),
    fc
      .record({ where: place, from: place, length: fc.integer({ min: 1, max: 5 }), other: one })
      .map(({ where, from, length, other }) => (text: string) => {
        const piece = tokensOf(other)
          .slice(at(from, tokensOf(other).length))
          .slice(0, length);
        return splice(tokensOf(text), at(where, tokensOf(text).length), 0, piece).join("");
      }),
  );
  return fc
    .record({ text: one, changes: fc.array(change, { minLength: 1, maxLength: 2 }) })
    .map(({ text, changes }) => changes.reduce((changed, apply) => apply(changed), text));
}
