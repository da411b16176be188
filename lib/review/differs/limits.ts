const CUT = "…";

/** The ends of a text, `limit` characters at most (2 or more): what names a thing stands at its start or at its end. */
export function cut(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const head = Math.ceil((limit - CUT.length) / 2);
  return text.slice(0, head) + CUT + text.slice(text.length - (limit - CUT.length - head));
}

/** At most `limit` lines; the last then says how many more there are. */
export const atMost = (lines: readonly string[], limit: number): readonly string[] =>
  lines.length <= limit ? lines : [...lines.slice(0, limit), `and ${lines.length - limit} more`];
