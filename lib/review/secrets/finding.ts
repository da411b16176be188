/** A secret in a text. */
export interface Finding {
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
  /** As its owner writes it, without the escapes of the text around it. */
  readonly value: string;
  /** Where the text needs quotes around what replaces it: a bare number in JSON. */
  readonly bare?: boolean;
}
