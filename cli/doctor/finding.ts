/** One thing that was looked at. */
export interface Finding {
  readonly what: string;
  /** `bad` keeps `up` from working; `note` is worth knowing. */
  readonly state: "good" | "note" | "bad";
  readonly found: string;
  /** What to do; absent where nothing is to be done. */
  readonly remedy?: string;
}

export const good = (what: string, found: string): Finding => ({ what, state: "good", found });
export const note = (what: string, found: string, remedy?: string): Finding => ({
  what,
  state: "note",
  found,
  ...(remedy ? { remedy } : {}),
});
export const bad = (what: string, found: string, remedy: string): Finding => ({ what, state: "bad", found, remedy });
