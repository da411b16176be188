const SPACE = /[ \t\r\n]*/y;
const TOKEN =
  /[{}[\],:]|"(?:[^"\\\n\r\t]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;

/** What may come: a value, a value or the end of a list, a name (or the end of an object), a colon, or what follows a value. */
type State = "value" | "item" | "name" | "first name" | "colon" | "after";

/** The offset of the first thing in a text that no JSON has there; its length where the text ends too early. */
export function jsonFault(text: string): number {
  const open: string[] = [];
  let state: State | undefined = "value";
  let at = 0;
  while (true) {
    SPACE.lastIndex = at;
    at += SPACE.exec(text)?.[0].length ?? 0;
    TOKEN.lastIndex = at;
    const token = TOKEN.exec(text)?.[0];
    if (at === text.length || token === undefined) return at;
    state = after(state, token, open);
    if (state === undefined) return at;
    at += token.length;
  }
}

function after(state: State, token: string, open: string[]): State | undefined {
  const isValue = state === "value" || state === "item";
  switch (token) {
    case "{":
    case "[":
      open.push(token);
      return isValue ? (token === "{" ? "first name" : "item") : undefined;
    case "}":
      return open.pop() === "{" && (state === "first name" || state === "after") ? "after" : undefined;
    case "]":
      return open.pop() === "[" && (state === "item" || state === "after") ? "after" : undefined;
    case ",":
      return state !== "after" || open.length === 0 ? undefined : open.at(-1) === "{" ? "name" : "value";
    case ":":
      return state === "colon" ? "value" : undefined;
    default:
      if (state === "name" || state === "first name") return token.startsWith('"') ? "colon" : undefined;
      return isValue ? "after" : undefined;
  }
}
