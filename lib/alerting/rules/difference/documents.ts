/** Texts of one format by file name: what the review hands over of each side of a change. */
export type Documents = ReadonlyMap<string, string>;

/** Where a text stands in a resource. */
export interface Place {
  readonly name: string;
}
