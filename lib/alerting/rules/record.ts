import type { Unit } from "../../metrics/units.ts";
import { type Vector, vector } from "../../promql/vector.ts";

/** `level:metric:operations`; source: prometheus.io/docs/practices/rules. */
export type RecordName = `${string}:${string}:${string}`;

/**
 * A recording rule. It is itself a vector: used in another expression, it is the series that the rule writes. Its name
 * tells no window, as an environment may run at another pace.
 */
export interface Recorded<L extends string, U extends Unit> extends Vector<L, U> {
  readonly record: RecordName;
  readonly of: Vector<string, U>;
}

export const record = <L extends string, U extends Unit>(name: RecordName, of: Vector<L, U>): Recorded<L, U> => ({
  ...vector(name, of.unit, of.labels),
  record: name,
  of,
});
