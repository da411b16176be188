/** One measured value at a time, seconds. */
export type Point = readonly [at: number, value: number];

export interface Slope {
  /** Of the value, a second. */
  readonly perSecond: number;
  /** Half the width of its 95 % interval, as if the points were independent of one another. */
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
  const left = sum(points.map(([at, value]) => (value - mean - perSecond * (at - meanAt)) ** 2));
  const error = TWO_SIDED * Math.sqrt(left / (points.length - 2) / spread);
  return { perSecond, error, mean, points: points.length };
}

/** Growth that, were it to go on, would be a twentieth of what is used in an hour is a leak; less is not told from none. */
const MOST_SHARE_AN_HOUR = 0.05;
const HOUR = 3_600;

/** Flat: the slope is not surely above zero, or too small to matter. */
export const isFlat = ({ perSecond, error, mean }: Slope): boolean =>
  perSecond - error <= 0 || perSecond * HOUR <= MOST_SHARE_AN_HOUR * mean;

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const meanOf = (values: readonly number[]): number => sum(values) / values.length;
