import type { Duration } from "../../metrics/units.ts";
import { offBeat } from "./errors.ts";
import type { Phase } from "./meaning.ts";
import { type Ground, World } from "./world.ts";

/** What came of phases: the series as scraped, and when each list of phases began, in seconds. */
export interface Happened {
  readonly series: ReadonlyMap<string, string>;
  readonly beginnings: readonly number[];
  /** The last scrape. */
  readonly end: number;
}

/** Lets lists of phases happen one after the other in a new world, a scrape every `step` seconds. */
export function happen(
  acts: readonly (readonly Phase[])[],
  given: { readonly ground: Ground; readonly step: number; readonly reads: (metric: string) => boolean },
): Happened {
  const world = new World(given.ground, given.step, given.reads);
  const beginnings = acts.map((act) => {
    const begun = world.now;
    for (const phase of act) live(phase, world);
    return begun;
  });
  return { series: world.series(), beginnings, end: world.now - given.step };
}

function live({ lasts, happens }: Phase, world: World): void {
  const until = world.now + inSteps("a phase", lasts, world.step);
  while (world.now < until) {
    happens(world);
    world.scrape();
  }
}

/** Seconds of a duration that is told in whole steps. */
export function inSteps(what: string, { value }: Duration, step: number): number {
  if (value % step !== 0) throw offBeat(what, value, step);
  return value;
}
