import type { Unit } from "../metrics/units.ts";
import { by, type Vector, vector } from "./vector.ts";

interface By<B extends string> {
  readonly by: readonly B[];
}

const aggregate =
  (operator: string) =>
  <L extends string, U extends Unit, const B extends L>(e: Vector<L, U>, o: By<B>): Vector<B, U> =>
    vector(`${operator}${by(o.by)}(${e.promql})`, e.unit, o.by);
export const sum = aggregate("sum");
export const max = aggregate("max");
export const min = aggregate("min");
export const average = aggregate("avg");

/** How many series there are: of a condition, in how many it holds. None where there are none, not 0. */
export const count = <L extends string, const B extends L>(e: Vector<L, Unit>, o: By<B>): Vector<B, "items"> =>
  vector(`count${by(o.by)}(${e.promql})`, "items", o.by);

/** The series with the largest values, `many` at most; 1 or more. */
export const top = <L extends string, U extends Unit>(many: number, e: Vector<L, U>): Vector<L, U> =>
  vector(`topk(${many}, ${e.promql})`, e.unit, e.labels);
