import type { Comment, Forge } from "./forge.ts";
import type { MarkedReview } from "./marked-review.ts";

export interface Published {
  readonly was: "written" | "updated";
  readonly url: string;
  /** Older reviews of ours under the same marker, which are gone now: what they said is no longer true. */
  readonly removed: number;
}

/**
 * Leaves exactly one comment with this review's marker: the newest of ours is updated and any others are removed, or
 * one is written where there is none. What others wrote is never touched, whatever it holds. May be run again after a
 * failure at any point.
 */
export async function publish(forge: Forge, { marker, text }: MarkedReview): Promise<Published> {
  const author = await forge.author();
  const own = (await forge.comments()).filter((comment) => comment.author === author && carries(comment, marker));
  const [newest, ...older] = own.sort((a, b) => b.id - a.id);
  if (newest === undefined) return { was: "written", url: await forge.create(text), removed: 0 };
  const url = await forge.update(newest.id, text);
  for (const { id } of older) await forge.remove(id);
  return { was: "updated", url, removed: older.length };
}

const carries = ({ text }: Comment, marker: string): boolean => text.split("\n", 1)[0]?.trimEnd() === marker;
