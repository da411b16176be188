import type { BaseUnit, Unit } from "../../metrics/units.ts";

/** Undefined: not known, or a plain number that takes the unit of what it stands beside. */
export type Known = Unit | undefined;

/** The unit of a per-second rate; seconds per second are a ratio. */
export function perSecond(unit: Known): Known {
  if (unit === undefined || unit.endsWith("/s")) return undefined;
  return unit === "seconds" ? "ratio" : (`${unit}/s` as `${BaseUnit}/s`);
}

/** States are counted: a sum of them is a number of items. */
const plain = (unit: Known): Known => (unit === "boolean" ? "items" : unit);
export const sameUnit = (left: Known, right: Known): boolean =>
  left === undefined || right === undefined || plain(left) === plain(right);

/** The unit of a sum or a difference; `mixed` when there is none. */
export function added(left: Known, right: Known, operator: string): Known | "mixed" {
  if (operator === "-" && left === "timestamp" && right === "timestamp") return "seconds";
  if (left === "timestamp" && right === "seconds") return "timestamp";
  if (operator === "+" && left === "seconds" && right === "timestamp") return "timestamp";
  return sameUnit(left, right) ? (left ?? right) : "mixed";
}

export function divided(left: Known, right: Known): Known {
  if (left === undefined || right === undefined) return undefined;
  if (sameUnit(left, right)) return "ratio";
  if (right === "ratio") return left;
  if (right === "seconds") return perSecond(left);
  return right === perSecond(left) ? "seconds" : undefined;
}

export function multiplied(left: Known, right: Known): Known {
  if (left === "ratio") return right;
  if (right === "ratio") return left;
  const [rate, other] = left === "seconds" ? [right, left] : [left, right];
  return rate?.endsWith("/s") && other === "seconds" ? (rate.slice(0, -2) as BaseUnit) : undefined;
}
