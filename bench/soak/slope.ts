/** One measured value at a time, seconds. */
export type Point = readonly [at: number, value: number];

export interface Slope {
  /** Of the value, a second. */
  readonly perSecond: number;
  /** Half the width of its 95 % interval; wider where neighbours are alike, as they then tell less than their number. */
  readonly error: number;
  readonly mean: number;
  readonly points: number;
}

/** 97.5 % of the normal distribution; the points are hundreds. */
const TWO_SIDED = 1.96;

/** Ordinary least squares; undefined for fewer than three points, which tell no error. */
export function slopeOf(points: readonly Point[]): Slope | undefined {
  if (points.length < 3) return undefined;
  const [meanAt, mean] = [meanOf(points.map(([at]) => at)), meanOf(points.map(([, value]) => value))];
  const spread = sum(points.map(([at]) => (at - meanAt) ** 2));
  if (spread === 0) return undefined;
  const perSecond = sum(points.map(([at, value]) => (at - meanAt) * (value - mean))) / spread;
  const left = points.map(([at, value]) => value - mean - perSecond * (at - meanAt));
  const error =
    TWO_SIDED * Math.sqrt(sum(left.map((one) => one ** 2)) / (points.length - 2) / spread) * inflation(left);
  return { perSecond, error, mean, points: points.length };
}

/**
 * By how much an error grows when each point resembles the one before it: the root of (1 + r) / (1 - r), where r is their
 * correlation. Source: Wilks, Statistical Methods in the Atmospheric Sciences, effective sample size.
 */
function inflation(left: readonly number[]): number {
  const power = sum(left.map((one) => one ** 2));
  if (power === 0) return 1;
  const alike = sum(left.slice(1).map((one, index) => one * (left[index] ?? 0))) / power;
  const correlation = Math.min(MOST_ALIKE, Math.max(0, alike));
  return Math.sqrt((1 + correlation) / (1 - correlation));
}

/** Beyond it the interval says nothing any more. */
const MOST_ALIKE = 0.99;

/** Growth that, were it to go on, would be a twentieth of what is used in an hour is a leak; less is not told from none. */
const MOST_SHARE_AN_HOUR = 0.05;
const HOUR = 3_600;

/** Flat: the slope is not surely above zero, or too small to matter. */
export const isFlat = ({ perSecond, error, mean }: Slope): boolean =>
  perSecond - error <= 0 || perSecond * HOUR <= MOST_SHARE_AN_HOUR * mean;

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const meanOf = (values: readonly number[]): number => sum(values) / values.length;
