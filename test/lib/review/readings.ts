const entities: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'" };

const html = (text: string) => text.replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => entities[name] ?? "");
const markdown = (text: string) => text.replace(/\\([^\w\s])/g, "$1");
const json = (text: string) =>
  text.replace(/\\u([0-9a-f]{4})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
const url = (text: string) =>
  text.replace(/(?:%[0-9a-f]{2})+/gi, (bytes) => Buffer.from(bytes.replaceAll("%", ""), "hex").toString());
const base64 = (text: string) =>
  text.replace(/[A-Za-z0-9+/_-]{12,}={0,2}/g, (token) => Buffer.from(token, "base64").toString());

/** What a person or a program could make of an output, without asking any code of ours. */
export function readings(output: string): readonly string[] {
  const written = [...new Set([output, html(output), markdown(output), json(output)])];
  const decoded = [...new Set(written.flatMap((text) => [text, url(text), base64(text), base64(url(text))]))];
  // A terminal's rows and code spans come between the parts of a text.
  return decoded.flatMap((text) => [text, text.replace(/\s*\n\s*\|?\s*/g, " "), text.replaceAll("`", "")]);
}
