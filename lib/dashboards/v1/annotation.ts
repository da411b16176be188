import type { Annotation } from "../annotation.ts";
import { withRaw } from "../raw.ts";
import { type References, reference } from "../references.ts";

export const writeAnnotation = (annotation: Annotation, { metrics }: References): object =>
  withRaw(
    {
      name: annotation.name,
      datasource: reference(metrics),
      enable: true,
      iconColor: annotation.color,
      expr: annotation.promql,
      titleFormat: annotation.title,
      textFormat: annotation.text,
    },
    annotation.raw,
  );
