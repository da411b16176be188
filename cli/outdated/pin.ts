export const KINDS = ["npm", "go", "image", "debian"] as const;
export type Kind = (typeof KINDS)[number];

/** Something that is taken from elsewhere in exactly one version. */
export interface Pin {
  readonly kind: Kind;
  /** As its registry knows it: `express`, `github.com/prometheus/prometheus`, `prom/prometheus`, `redis-server`. */
  readonly name: string;
  readonly pinned: string;
  /** The file or folder that pins it. */
  readonly where: string;
}

/** A pin, and what its registry says today. */
export interface Compared extends Pin {
  /** Absent where nobody could be asked. */
  readonly newest?: string;
  /** `held`: older on purpose; `why` says so. `unknown`: not reachable; `why` says what was answered. */
  readonly state: "current" | "older" | "held" | "unknown";
  readonly why?: string;
}

/** What a registry answered of its pins: by name the newest version, or its error; or why it could not be asked at all. */
export type Newest =
  | { readonly newest: ReadonlyMap<string, string>; readonly failures?: ReadonlyMap<string, string> }
  | { readonly unreachable: string };
