/** The labels of the PEM blocks (RFC 7468) in a text, in order: `PRIVATE KEY`. */
export function pemLabels(text: string): readonly string[] {
  return [...text.matchAll(/-----BEGIN ([A-Z0-9 ]+)-----/g)].map(([, label]) => label ?? "");
}

/** The PEM blocks of a text, each with its frame. */
export function pemBlocks(text: string): readonly string[] {
  return text.match(/-----BEGIN ([A-Z0-9 ]+)-----[\s\S]*?-----END \1-----/g) ?? [];
}

/** An environment variable set on one line has its line breaks written as `\n`; base64 has no backslash. */
export function withLineBreaks(value: string): string {
  return value.replaceAll("\\r", "").replaceAll("\\n", "\n").trim();
}
