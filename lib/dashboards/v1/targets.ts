import type { Query } from "../query.ts";
import { type Json, listAt, textAt } from "../reading/json.ts";
import { type References, reference } from "../references.ts";

/** The newest sample of each series. */
export const INSTANT = { range: false, instant: true } as const;
export const RANGE = { range: true, instant: false } as const;

/** A panel's queries as Grafana's Prometheus data source reads them, and the data source itself. */
export const targets = (
  asked: readonly Query[],
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

/** The inverse of `targets`; undefined where one of them is no PromQL, or there is none. */
export function readQueries(panel: Json): readonly [Query, ...Query[]] | undefined {
  const asked = listAt(panel, "targets");
  if (!asked.every((target) => isPrometheus(target, panel))) return undefined;
  const [first, ...more] = asked.map(readQuery);
  return first && [first, ...more];
}

const readQuery = (target: unknown): Query => {
  const legend = textAt(target, "legendFormat") ?? "";
  return { promql: textAt(target, "expr") ?? "", legend: legend === AUTOMATIC ? "" : legend };
};

/** Whether a target is a PromQL query, as far as it says: a data source of no known type may be Prometheus. */
export function isPrometheus(target: unknown, panel: Json): boolean {
  const type = textAt(target, "datasource", "type") ?? textAt(panel, "datasource", "type") ?? "prometheus";
  return textAt(target, "expr") !== undefined && type === "prometheus";
}
