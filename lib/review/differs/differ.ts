/** Embedded texts by name: the file that an attribute fills (`rules/feed.yml`), or the attribute itself (`config_json`). */
export type Documents = ReadonlyMap<string, string>;

/** Where a text stands. */
export interface Place {
  readonly resourceType: string;
  /** Without indices: `upload.content`, `config_json`. */
  readonly attribute: string;
  /** The file's name where the resource says one, else the attribute. */
  readonly name: string;
}

/** Given by the folder that owns a format; the review knows none of them, and asks them in order. */
export interface Differ {
  /** `Prometheus rules` */
  readonly format: string;
  readonly reads: (place: Place, text: string) => boolean;
  /**
   * What changed between all texts of this format in one resource, in a person's words, worst first: `alert FeedStale:
   * threshold 5 s -> 10 s`. No line: nothing that anybody would notice. A side without a text has no entry. Throws what
   * it cannot read; the review then falls back to what it knows of any YAML, JSON, TOML or text.
   */
  readonly describe: (before: Documents, after: Documents) => readonly string[] | Promise<readonly string[]>;
}
