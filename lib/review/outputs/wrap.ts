const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });
// East Asian wide scripts, full-width forms and emoji take two columns.
const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f000}-\u{3fffd}]|\p{Emoji_Presentation}/u;
const ascii = /^[\x20-\x7e]*$/;

const cells = (text: string): readonly string[] =>
  ascii.test(text) ? [...text] : Array.from(graphemes.segment(text), ({ segment }) => segment);

/** How many columns a text takes in a terminal. */
export const columnsOf = (text: string): number =>
  ascii.test(text) ? text.length : cells(text).reduce((sum, cell) => sum + (wide.test(cell) ? 2 : 1), 0);

/** A word in pieces of at most so many columns. */
function pieces(word: string, width: number): readonly string[] {
  if (columnsOf(word) <= width) return [word];
  const rows = [""];
  for (const cell of cells(word)) {
    const row = rows.at(-1) ?? "";
    if (row !== "" && columnsOf(row + cell) > width) rows.push(cell);
    else rows[rows.length - 1] = row + cell;
  }
  return rows;
}

/** The text in rows of at most `width` columns (at least 2), broken between words, within one only where it is longer. */
export function wrapped(text: string, width: number): readonly string[] {
  const rows: string[] = [];
  for (const piece of text.split(" ").flatMap((word) => pieces(word, width))) {
    const row = rows.at(-1);
    if (row !== undefined && columnsOf(row) + 1 + columnsOf(piece) <= width) rows[rows.length - 1] = `${row} ${piece}`;
    else rows.push(piece);
  }
  return rows;
}
