import { type References, reference } from "../references.ts";

interface Asked {
  readonly promql: string;
  readonly legend: string;
}

/** The newest sample of each series. */
export const INSTANT = { range: false, instant: true } as const;
export const RANGE = { range: true, instant: false } as const;

/** A panel's queries as Grafana's Prometheus data source reads them, and the data source itself. */
export const targets = (
  asked: readonly Asked[],
  { metrics }: References,
  how: object = RANGE,
): { datasource: object; targets: object[] } => ({
  datasource: reference(metrics),
  targets: asked.map(({ promql, legend }, index) => ({
    refId: refId(index),
    datasource: reference(metrics),
    editorMode: "code",
    expr: promql,
    legendFormat: legend === "" ? AUTOMATIC : legend,
    ...how,
  })),
});

/** Grafana's word for names made of all labels. */
const AUTOMATIC = "__auto";

/** A, B … Z, AA, AB: as Grafana's own editor counts. */
export const refId = (index: number): string =>
  (index < 26 ? "" : refId(Math.floor(index / 26) - 1)) + String.fromCharCode(65 + (index % 26));
