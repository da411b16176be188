import type { AnnotationJson } from "./dashboard.ts";
import { filled } from "./legend.ts";
import type { Series } from "./series.ts";
import { stretchesOf } from "./spans.ts";

/** A moment or a stretch of time that is marked on every panel; milliseconds since 1970. */
export interface Mark {
  readonly from: number;
  readonly to: number;
  readonly title: string;
  readonly text: string;
  readonly color: string;
}

/** Where the annotation's expression has samples, neighbours as one stretch. Zero and gaps mark nothing. */
export const marksOf = (annotation: AnnotationJson, series: readonly Series[]): readonly Mark[] =>
  series.flatMap(({ labels, times, values, step }) => {
    const there = values.map((value) => (value === null || value === 0 || Number.isNaN(value) ? null : 1));
    return stretchesOf(times, there, step).map(({ from, to }) => ({
      from,
      to: to - step,
      title: filled(annotation.titleFormat ?? "", labels) || annotation.name,
      text: filled(annotation.textFormat ?? "", labels),
      color: annotation.iconColor ?? "red",
    }));
  });
