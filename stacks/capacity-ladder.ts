import { carriesWithin, type Limit, type Reach, type Rung, reachOf, rungs } from "../lib/services/capacity-ladder.ts";
import { type Asked, givenOf, standingOf } from "./capacity.ts";
import { growthOf } from "./capacity-growth.ts";
import { limitsOf, MESSAGES_OF_SYMBOL } from "./capacity-limits.ts";
import type { Model } from "./model.ts";

/** When to climb and to what. */
export interface Ladder {
  readonly messagesPerSecond: number;
  /** Of Prometheus, in the order in which one climbs. */
  readonly rungs: readonly RungReach[];
  /** Of the rest, in the order of the data. */
  readonly limits: readonly LimitReach[];
}

export interface RungReach extends Omit<Rung, "carries" | "stepFor"> {
  readonly carries: Reach;
  /** Whether it carries what was asked for. */
  readonly enough: boolean;
}

export interface LimitReach extends Omit<Limit, "demand"> {
  readonly demand: number;
  readonly carries: Reach;
  readonly enough: boolean;
}

export interface AskedOfLadder extends Asked {
  /** Of one symbol in a burst. */
  readonly messagesPerSecond?: number | undefined;
}

/** How far each rung and each limit reaches: symbols with as many replicas as asked, replicas with as many symbols. */
export function ladderOf(model: Model, asked: AskedOfLadder = {}): Ladder {
  const { messagesPerSecond = MESSAGES_OF_SYMBOL } = asked;
  const { scale, ...given } = givenOf(model, asked);
  const growth = growthOf(given);
  const { need } = growth;
  return {
    messagesPerSecond,
    rungs: rungs(standingOf(model)).map(({ carries, stepFor: _, ...rung }) => ({
      ...rung,
      carries: reachOf((other) => carries(need(other)), scale),
      enough: carries(need(scale)),
    })),
    limits: limitsOf({ growth, messagesPerSecond }).map(({ demand, ...limit }) => ({
      ...limit,
      demand: demand(scale),
      carries: reachOf(carriesWithin({ ...limit, demand }), scale),
      enough: demand(scale) <= limit.limit,
    })),
  };
}
