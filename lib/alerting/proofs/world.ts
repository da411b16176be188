import type { Quantity } from "../../metrics/units.ts";
import { type Recorded, Target } from "./target.ts";
import { Timeline } from "./timeline.ts";

/** What a story happens on. */
export interface Ground {
  /** Jobs that expose through a recorder of ours: everything that they declare, from their start. */
  readonly recorders: Readonly<Record<string, Recorded>>;
  /** Labels that a metric of an exporter has beside those that we declare, by the recording of a real scrape. */
  readonly undeclared: (metric: string) => readonly string[];
}

/** A small world of scraped targets, in which time passes from one scrape to the next, beginning at 0. */
export class World {
  /** Seconds since the world began, and since the epoch: the time of the next scrape. */
  now = 0;
  readonly #targets = new Map<string, Target>();
  readonly #timeline = new Timeline();
  readonly #wants: (metric: string) => boolean;
  readonly #ground: Ground;
  /** Seconds between two scrapes. */
  readonly step: number;

  /** Only series of metrics that are wanted are kept: those that nobody reads cost time. */
  constructor(ground: Ground, step: number, wants: (metric: string) => boolean) {
    this.#ground = ground;
    this.step = step;
    this.#wants = wants;
  }

  /** A target of a job, there from the first time it is named. */
  target(job: string, instance = `${job}:1`): Target {
    const key = `${job} ${instance}`;
    const known = this.#targets.get(key);
    if (known) return known;
    const target = new Target({ job, instance }, this.#ground.recorders[job], this.#ground.undeclared, this.#wants);
    this.#targets.set(key, target);
    return target;
  }

  /** How many whole events at this rate fall between the last scrape and the next. */
  events(rate: Quantity<"items/s">): number {
    const until = (time: number) => Math.floor(rate.value * time + 1e-9);
    return this.now === 0 ? 0 : until(this.now) - until(this.now - this.step);
  }

  /** Every target stops answering scrapes. */
  nothingAnswers(): void {
    for (const target of this.#targets.values()) target.fails();
  }

  /** Scrapes every target, and time goes on. */
  scrape(): void {
    for (const target of this.#targets.values()) target.scrape((series, value) => this.#timeline.add(series, value));
    this.#timeline.end();
    this.now += this.step;
  }

  /** Series to their values so far, in promtool's notation. */
  series(): ReadonlyMap<string, string> {
    return this.#timeline.series();
  }
}
