/** A text, or a number that may be more than JavaScript's numbers hold: of sixteen digits and more, or a large exponent. */
const TOKENS = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d[\d.]{15,}(?:[eE][+-]?\d+)?|-?\d[\d.]*[eE][+-]?\d{3,}/gs;
const SUSPICIOUS = /\d{16}|\d[eE][+-]?\d{3}/;

const isExact = (number: string): boolean =>
  /[.eE]/.test(number) ? Number.isFinite(Number(number)) : String(Number(number)) === number;

/** JSON in which numbers that JavaScript would round or lose are texts, so that 64-bit integers keep their digits. */
export const withExactNumbers = (json: string): string =>
  SUSPICIOUS.test(json)
    ? json.replace(TOKENS, (token) => (token.startsWith('"') || isExact(token) ? token : `"${token}"`))
    : json;
