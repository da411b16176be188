import type { Alert } from "../alerting/rules/alert.ts";
import type { Quantity, Unit } from "../metrics/units.ts";
import { thresholdOfAnotherUnit } from "./errors.ts";

/** A line on a panel, in the panel's unit. One that is an alert's own says so: who moves it moves the alert. */
export interface Threshold {
  readonly value: number;
  /** The alert whose limit it is. */
  readonly alert?: string;
}

/** A threshold as a panel takes it. */
export interface ThresholdIn<U extends Unit> extends Quantity<U> {
  readonly alert?: string;
}

/** A number in the panel's unit, for panels whose unit the catalogue does not know. */
export interface BareThreshold extends Threshold {
  readonly unit?: undefined;
}

/** The value an alert compares with, as a panel's line. Fails when the panel is drawn in another unit. */
export function thresholdOf<U extends Unit>(alert: Alert, unit: U): ThresholdIn<U> {
  const { threshold } = alert.condition;
  if (threshold.unit !== unit) throw thresholdOfAnotherUnit(alert.name, threshold.unit, unit);
  return { ...threshold, unit, alert: alert.name };
}
