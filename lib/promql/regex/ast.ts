/** A regular expression as RE2 reads it. Groups capture nothing here: Prometheus only asks whether a value matches. */
export type Pattern =
  | { readonly kind: "one"; readonly accepts: Accepts }
  | { readonly kind: "start" }
  | { readonly kind: "end" }
  | { readonly kind: "boundary"; readonly inside: boolean }
  | { readonly kind: "sequence"; readonly parts: readonly Pattern[] }
  | { readonly kind: "choice"; readonly parts: readonly Pattern[] }
  | { readonly kind: "repeat"; readonly of: Pattern; readonly least: number; readonly most: number };

/** Whether a code point is accepted. */
export type Accepts = (codePoint: number) => boolean;

export class PatternError extends Error {}
