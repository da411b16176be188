import { notation } from "./notation.ts";

/** A value, nothing, or the marker by which Prometheus ends a series that a scrape no longer brought. */
export type Point = number | "missing" | "stale";

/** The series of a world, a point a scrape. */
export class Timeline {
  readonly #series = new Map<string, Point[]>();
  #scrapes = 0;

  /** A sample of the scrape that is going on. */
  add(series: string, value: number): void {
    this.#pointsOf(series).push(value);
  }

  /** Everything is scraped: a series without a sample ends. */
  end(): void {
    this.#scrapes += 1;
    for (const points of this.#series.values())
      if (points.length < this.#scrapes) points.push(typeof points.at(-1) === "number" ? "stale" : "missing");
  }

  /** Series to their values so far, in promtool's notation. */
  series(): ReadonlyMap<string, string> {
    return new Map([...this.#series].map(([series, points]) => [series, notation(points)]));
  }

  #pointsOf(series: string): Point[] {
    const known = this.#series.get(series);
    if (known) return known;
    const points: Point[] = Array.from({ length: this.#scrapes }, () => "missing");
    this.#series.set(series, points);
    return points;
  }
}
