import type { World } from "../../lib/alerting/proofs/world.ts";

/** What is the case at a scrape. */
export type Happening = (world: World) => void;

/** All of it at each scrape; where two tell the same, the last one holds. */
export const together =
  (...happenings: readonly Happening[]): Happening =>
  (world) => {
    for (const happens of happenings) happens(world);
  };

/** The one at a scrape, the other at the next, and so on. */
export const byTurns =
  (one: Happening, other: Happening): Happening =>
  (world) =>
    ((world.now / world.step) % 2 === 0 ? one : other)(world);
