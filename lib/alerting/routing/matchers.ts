export type LabelSet = Readonly<Record<string, string>>;
/** Labels and the value, or any of the values, that each must have. */
export type LabelMatch = Readonly<Record<string, string | readonly string[]>>;

/** The values that a label of a match may have. */
export const valuesOf = (wanted: string | readonly string[]): readonly string[] =>
  typeof wanted === "string" ? [wanted] : wanted;

/** A label that is absent has the value "", as in Alertmanager. */
export const matches = (match: LabelMatch, labels: LabelSet): boolean =>
  Object.entries(match).every(([label, wanted]) => valuesOf(wanted).includes(labels[label] ?? ""));

/** Alertmanager's own notation, one matcher a label. */
export const matchers = (match: LabelMatch): readonly string[] =>
  Object.entries(match).map(([label, wanted]) =>
    typeof wanted === "string"
      ? `${label}=${JSON.stringify(wanted)}`
      : `${label}=~${JSON.stringify(wanted.map(literal).join("|"))}`,
  );

// RE2's special characters; Alertmanager anchors matchers itself.
export const literal = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
