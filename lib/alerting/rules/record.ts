import type { Unit } from "../../metrics/units.ts";
import { type Vector, vector } from "../../promql/vector.ts";

/** `level:metric:operations`; source: prometheus.io/docs/practices/rules. */
type RecordName = `${string}:${string}:${string}`;

/**
 * A recording rule. It is itself a vector: used in another expression, it is the series that the rule writes. Its name
 * tells no window, as an environment may run at another pace.
 */
export interface Recorded<L extends string, U extends Unit> extends Vector<L, U> {
  readonly record: RecordName;
  readonly of: Vector<string, U>;
  /** Labels that the rule adds, so that series of one name are told apart. */
  readonly adds: Readonly<Record<string, string>>;
}

export function record<L extends string, U extends Unit, const A extends string = never>(
  name: RecordName,
  of: Vector<L, U>,
  adds: Readonly<Record<A, string>> = {} as Readonly<Record<A, string>>,
): Recorded<L | A, U> {
  const added = Object.keys(adds) as A[];
  const matchers = added.map((label) => `${label}=${JSON.stringify(adds[label])}`);
  const promql = matchers.length > 0 ? `${name}{${matchers.join(",")}}` : name;
  return { ...vector(promql, of.unit, [...new Set([...of.labels, ...added])]), record: name, of, adds };
}
