import { checkTexts, type TextProblem } from "../../lib/alerting/texts/index.ts";
import { type Catalogue, type Checked, check, type Feature, withRecordings } from "../../lib/promql/checker/index.ts";
import type { Input, Where } from "./input.ts";

export interface Judged extends Checked {
  readonly expression: string;
  readonly where?: Where;
  /** Of the alert's labels and annotations. */
  readonly texts: readonly TextProblem[];
}

/** Judges what a file holds. What its recording rules write is known in all of it. */
export function judged(
  inputs: readonly Input[],
  catalogue: Catalogue,
  features: ReadonlySet<Feature>,
): readonly Judged[] {
  const recordings = inputs.flatMap(({ recording }) => recording ?? []);
  const known = recordings.length > 0 ? withRecordings(catalogue, recordings) : catalogue;
  const neighbours = inputs.map(({ expression }) => expression);
  return inputs.map(({ expression, use, where, alert }) => ({
    ...{ expression, ...check(expression, { catalogue: known, features, ...(alert && { neighbours }), ...use }) },
    ...(where && { where }),
    texts: alert ? checkTexts(alert, known) : [],
  }));
}
