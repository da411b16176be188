const lineBreak = /\r\n?|[\n\v\f\u0085\u2028\u2029]/g;
// Controls, invisible and bidirectional format characters, lone surrogates, private and unassigned ones.
const unseen = /[\p{C}\p{Default_Ignorable_Code_Point}]/gu;

const escaped = (character: string): string => `\\u{${character.codePointAt(0)?.toString(16)}}`;

const clipped = (text: string, limit: number): string => {
  const characters = [...text];
  return characters.length > limit ? `${characters.slice(0, limit - 1).join("")}…` : text;
};

/**
 * The text on one line, with nothing in it that acts or hides: a line break is `↵`, other white space one space,
 * characters that are not seen are written out (`\u{202e}`), nothing at all is `—`.
 * @param limit in characters; what is longer ends with `…`
 */
export const oneLine = (text: string, limit = 1_000): string =>
  clipped(
    text
      .slice(0, limit * 2)
      .replace(lineBreak, " ↵ ")
      .replace(/\s+/g, " ")
      .trim()
      .replace(unseen, escaped) || "—",
    limit,
  );
