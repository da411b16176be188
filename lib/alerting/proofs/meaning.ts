/**
 * What an alert means, told apart from its PromQL: what happens in the world, and that it then fires or stays silent.
 * A proof lets it happen before the real recorder and holds the rule to it on the real promtool.
 */
import type { Duration } from "../../metrics/units.ts";
import type { World } from "./world.ts";

/** What goes on for a while; `happens` is called before each scrape of that time. */
export interface Phase {
  readonly lasts: Duration;
  readonly happens: (world: World) => void;
}
export const during = (lasts: Duration, happens: (world: World) => void): Phase => ({ lasts, happens });

/** An instance of the alert as people get it: the labels of its series, and its texts when it begins to fire. */
export interface Told {
  readonly labels: Readonly<Record<string, string>>;
  readonly summary: string;
  readonly description: string;
}

interface Story {
  /** Ends the sentence "it fires when" or "it stays silent when". */
  readonly when: string;
  /** Between two scrapes, which are evaluations too; 15 s when absent. Stories of days take longer steps. */
  readonly every?: Duration;
}

export interface FiringStory extends Story {
  /** All is well. */
  readonly before?: readonly Phase[];
  readonly happens: readonly Phase[];
  /** From the first scrape of `happens` to the first evaluation that fires, `for` included. */
  readonly firesAfter: Duration;
  readonly tells: readonly [Told, ...Told[]];
  /** How it comes right; absent for an alert that fires always. */
  readonly resolves?: {
    readonly phases: readonly Phase[];
    /** From the first scrape of `phases` to the first evaluation that no longer fires. */
    readonly after: Duration;
  };
}

export interface SilentStory extends Story {
  readonly phases: readonly Phase[];
}

export interface Meaning {
  /** The first one is also told with every scrape failing once it fires. */
  readonly fires: readonly [FiringStory, ...FiringStory[]];
  readonly silent: readonly SilentStory[];
  /**
   * What becomes of the firing alert when no target can be scraped any more: how long it goes on. A rule that looks at
   * the present ends at once, one that looks back lasts as long as it sees the past.
   */
  readonly unscraped: "ends" | "stays" | { readonly lasts: Duration };
}
