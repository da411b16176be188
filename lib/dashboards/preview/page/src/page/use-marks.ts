import type { AnnotationJson } from "../data/dashboard.ts";
import { milliseconds } from "../data/duration.ts";
import { either, interpolate } from "../data/interpolate.ts";
import { aligned, intervalOf, type Span } from "../data/interval.ts";
import { type Mark, marksOf } from "../data/marks.ts";
import { type Request, rangeVariables } from "../data/request.ts";
import { seriesOf } from "../data/series.ts";
import type { Board } from "./board.ts";
import { type Loaded, useLoaded } from "./use-loaded.ts";

/** What the dashboard's annotations mark in this time. */
export function useMarks(
  board: Pick<Board, "dashboard" | "client" | "variables" | "scrapeInterval">,
  span: Span,
): Loaded<readonly Mark[]> {
  const { dashboard, variables, scrapeInterval, client } = board;
  const lookup = either(rangeVariables(span), variables ?? (() => undefined));
  const asked = (dashboard.annotations?.list ?? [])
    .filter(({ enable }) => enable !== false)
    .flatMap((annotation) => {
      const expr = annotation.target?.expr ?? annotation.expr ?? "";
      return expr === ""
        ? []
        : [
            {
              annotation,
              request: requestOf(annotation, interpolate(expr, lookup, "prometheus"), span, scrapeInterval),
            },
          ];
    });
  return useLoaded(variables && JSON.stringify(asked), async (signal) =>
    (
      await Promise.all(
        asked.map(async ({ annotation, request }) =>
          marksOf(annotation, seriesOf(request, await client.query(request, signal))),
        ),
      )
    ).flat(),
  );
}

/** As Grafana asks: a point a minute, or fewer where the time is long. */
function requestOf({ step, name }: AnnotationJson, expr: string, span: Span, scrapeInterval: number): Request {
  const length = Math.max(milliseconds(step ?? "") ?? 60_000, intervalOf(span, 2000, scrapeInterval));
  return {
    refId: name,
    expr,
    kind: "range",
    span: aligned(span, length),
    step: length,
    legend: undefined,
    format: "time_series",
  };
}
