import { oneLine } from "./one-line.ts";

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Any text as HTML's text or the value of a quoted attribute, on one line. */
export const htmlText = (text: string): string =>
  oneLine(text, 10_000).replace(/[&<>"']/g, (character) => entities[character] ?? "");
