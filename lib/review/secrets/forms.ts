import { SHORTEST_ANYWHERE } from "./credible.ts";

/** A way to write a secret. */
export interface Form {
  /** `as it is`, `base64`, … */
  readonly form: string;
  readonly text: string;
}

/** Every way in which a secret may stand in an output; those under eight characters only as they are. */
export function formsOf(secret: string): readonly Form[] {
  const plain = { form: "as it is", text: secret };
  if (secret.length < SHORTEST_ANYWHERE) return [plain];
  const forms = [
    plain,
    ...(NEVER_ESCAPED.test(secret) ? [] : escapedForms(secret)),
    ...named("base64", base64Forms(secret)),
    ...named("hexadecimal", hexForms(secret)),
  ];
  const first = new Map(forms.map((form) => [form.text, form] as const).reverse());
  return [...first.values()];
}

/** JSON, URLs and HTML all write it as it is. */
const NEVER_ESCAPED = /^[A-Za-z0-9_.-]*$/;

const escapedForms = (secret: string): readonly Form[] => [
  ...named("JSON", jsonForms(secret)),
  ...named("URL encoding", urlForms(secret)),
  ...named("HTML", htmlForms(secret)),
];

const named = (form: string, texts: readonly string[]): readonly Form[] => texts.map((text) => ({ form, text }));

const quoted = (text: string): string => JSON.stringify(text).slice(1, -1);
const unit = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;

/** Once and twice escaped, also as Go (`<`, `>`, `&` as units) and Python (all but ASCII as units) write it. */
function jsonForms(secret: string): readonly string[] {
  const once = quoted(secret);
  const go = once.replace(/[<>&\u2028\u2029]/g, unit);
  const ascii = once.replace(/[\u007f-\uffff]/g, unit);
  return [once, go, ascii, once.replaceAll("/", "\\/")].flatMap((text) => [text, quoted(text)]);
}

function urlForms(secret: string): readonly string[] {
  const whole = Buffer.from(secret).toString();
  const usual = encodeURIComponent(whole);
  const strict = usual.replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
  const path = encodeURI(whole);
  const form = new URLSearchParams([["", whole]]).toString().slice(1);
  const all = [usual, strict, path, usual.replaceAll("%20", "+"), form];
  return all.flatMap((text) => [text, text.replace(/%[0-9A-F]{2}/g, (byte) => byte.toLowerCase())]);
}

const QUOTES = ["&quot;", "&#34;", '"'];
const APOSTROPHES = ["&#39;", "&#x27;", "&apos;", "'"];

/** Libraries agree on `&`, `<` and `>`, and on neither quote. */
function htmlForms(secret: string): readonly string[] {
  const text = secret.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  return QUOTES.flatMap((quote) =>
    APOSTROPHES.map((apostrophe) => text.replaceAll('"', quote).replaceAll("'", apostrophe)),
  );
}

/** What stays of it in the base64 of any text that holds it: three alignments, without the characters at the edges. */
function base64Forms(secret: string): readonly string[] {
  const bytes = Buffer.from(secret);
  return [0, 1, 2].flatMap((offset) => {
    const text = Buffer.concat([Buffer.alloc(offset), bytes]).toString("base64");
    const inner = text.slice(Math.ceil((offset * 8) / 6), Math.floor(((offset + bytes.length) * 8) / 6));
    return [inner, inner.replaceAll("+", "-").replaceAll("/", "_")];
  });
}

function hexForms(secret: string): readonly string[] {
  const hex = Buffer.from(secret).toString("hex");
  return [hex, hex.toUpperCase()];
}
