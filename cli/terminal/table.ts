// Colour codes take no room on the screen, so they are not counted.
const COLOUR = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, "g");
const width = (text: string): number => [...text.replace(COLOUR, "")].length;

/** Rows in aligned columns, two spaces apart; the last column is not padded. */
export function table(rows: readonly (readonly string[])[]): string {
  const columns = Math.max(0, ...rows.map((row) => row.length));
  const widths = Array.from({ length: columns }, (_, column) =>
    Math.max(0, ...rows.map((row) => width(row[column] ?? ""))),
  );
  const pad = (text: string, column: number) => text + " ".repeat((widths[column] ?? 0) - width(text));
  return rows.map((row) => row.map(pad).join("  ").trimEnd()).join("\n");
}
