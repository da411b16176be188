import type { PanelState, QueryReport } from "./readiness.ts";
import type { Request } from "./request.ts";
import type { Series } from "./series.ts";

/** What came of one request of a panel. */
export interface Answer {
  readonly request: Request;
  readonly series: readonly Series[];
  readonly error?: string;
}

export const hasValue = ({ values }: Series): boolean => values.some((value) => value !== null && !Number.isNaN(value));

/** One failed request makes the panel a failed one: what it shows is not all that it should. */
export function stateOf(answers: readonly Answer[]): PanelState {
  if (answers.some(({ error }) => error !== undefined)) return "failed";
  return answers.some(({ series }) => series.some(hasValue)) ? "drawn" : "empty";
}

export const queryReport = ({ request, series, error }: Answer): QueryReport => ({
  refId: request.refId,
  expr: request.expr,
  series: series.filter(hasValue).length,
  ...(error !== undefined && { error }),
});
