/**
 * How far apart the points of a query are, by the rules of Grafana's Prometheus data source, so that the preview draws
 * what Grafana draws.
 */
const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const YEAR = 365 * DAY;

/** Prometheus refuses more points a series. */
const MOST_POINTS = 11_000;

/** Milliseconds since 1970. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Below `limit`, the interval is `interval`; all in milliseconds. Source: Grafana, packages/grafana-data/src/datetime/rangeutil.ts. */
const STEPS: readonly { readonly limit: number; readonly interval: number }[] = [
  { limit: 10, interval: 1 },
  { limit: 15, interval: 10 },
  { limit: 35, interval: 20 },
  { limit: 75, interval: 50 },
  { limit: 150, interval: 100 },
  { limit: 350, interval: 200 },
  { limit: 750, interval: 500 },
  { limit: 1500, interval: SECOND },
  { limit: 3500, interval: 2 * SECOND },
  { limit: 7500, interval: 5 * SECOND },
  { limit: 12_500, interval: 10 * SECOND },
  { limit: 17_500, interval: 15 * SECOND },
  { limit: 25_000, interval: 20 * SECOND },
  { limit: 45_000, interval: 30 * SECOND },
  { limit: 90_000, interval: MINUTE },
  { limit: 210_000, interval: 2 * MINUTE },
  { limit: 450_000, interval: 5 * MINUTE },
  { limit: 750_000, interval: 10 * MINUTE },
  { limit: 1_050_000, interval: 15 * MINUTE },
  { limit: 1_500_000, interval: 20 * MINUTE },
  { limit: 2_700_000, interval: 30 * MINUTE },
  { limit: 5_400_000, interval: HOUR },
  { limit: 9_000_000, interval: 2 * HOUR },
  { limit: 16_200_000, interval: 3 * HOUR },
  { limit: 32_400_000, interval: 6 * HOUR },
  { limit: 86_400_000, interval: 12 * HOUR },
  { limit: 604_800_000, interval: DAY },
  { limit: 1_814_400_000, interval: 7 * DAY },
  { limit: 3_628_800_000, interval: 30 * DAY },
];

/** The nearest interval that people count in; all in milliseconds. */
export const roundInterval = (interval: number): number =>
  STEPS.find(({ limit }) => interval < limit)?.interval ?? YEAR;

/** `$__interval` in milliseconds: one point a pixel of `points`, but none closer than `shortest` milliseconds. */
export const intervalOf = ({ from, to }: Span, points: number, shortest: number): number =>
  Math.max(roundInterval((to - from) / Math.max(points, 1)), shortest);

/** The distance of a query's points in milliseconds: `interval`, longer where Prometheus would refuse so many. */
export function stepOf({ from, to }: Span, interval: number): number {
  const shortest = (to - from) / MOST_POINTS;
  return Math.max(interval, STEPS.find((step) => step.interval >= shortest)?.interval ?? YEAR);
}

/** `$__rate_interval` in milliseconds: always four scrapes at least, so that no window of a rate is empty. */
export const rateIntervalOf = (interval: number, scrapeInterval: number): number =>
  Math.max(interval + scrapeInterval, 4 * scrapeInterval);

/**
 * Both ends moved back to a multiple of the step, in the viewer's time zone (`offset`, milliseconds east of Greenwich):
 * the same points are asked for at every refresh, so that a curve does not wobble.
 */
export function aligned({ from, to }: Span, step: number, offset = 0): Span {
  const align = (time: number): number => Math.floor((time + offset) / step) * step - offset;
  return { from: align(from), to: align(to) };
}
