import { type Mismatch, PLAN_AGAIN } from "./mismatch.ts";
import type { Seal } from "./seal.ts";
import { stackMismatches } from "./stack-mismatches.ts";

/** What can be looked up of the whole run before anything is prepared. */
export type FoundRun = Pick<Seal, "environment" | "commit" | "review">;

/** What the apply job has before it: the same things, looked up anew. */
export type Found = FoundRun & Pick<Seal, "engine" | "stacks">;

/** How far the clocks of the plan job and the apply job may be apart. */
const CLOCK_SKEW_MS = 5 * 60 * 1000;

/** Why what stands here is not what was reviewed; empty when it may be applied. */
export function mismatches(seal: Seal, found: Found, now: Date): readonly Mismatch[] {
  return [
    ...runMismatches(seal, found, now),
    ...engineMismatches(seal, found.engine),
    ...ofTheStacks(seal, found),
    ...seal.stacks.flatMap((sealed) => {
      const stack = found.stacks.find(({ name }) => name === sealed.name);
      return stack === undefined ? [] : stackMismatches(sealed, stack);
    }),
  ];
}

/** Those of the whole run alone: told before images are fetched and stacks synthesized for what cannot be applied. */
export function runMismatches(seal: Seal, found: FoundRun, now: Date): readonly Mismatch[] {
  return [...inTime(seal, now), ...ofTheRun(seal, found)];
}

/** `engine` is the id of the one that would be changed. */
export function engineMismatches(seal: Seal, engine: string): readonly Mismatch[] {
  if (seal.engine === engine) return [];
  const message = `The engine was ${quoted(seal.engine)}, is ${quoted(engine)}`;
  const remedy = "Set DOCKER_HOST (or the docker context) to the engine that was planned against, or plan for this one";
  return [{ ...difference("engine", seal.engine, engine, message), remedy }];
}

function inTime(seal: Seal, now: Date): readonly Mismatch[] {
  const time = now.getTime();
  const present = Number.isNaN(time) ? "unknown" : now.toISOString();
  // Written so that a time that is none is refused.
  if (!(time < Date.parse(seal.expires))) {
    return [difference("expiry", seal.expires, present, `The seal expired at ${seal.expires}; it is ${present}`)];
  }
  if (time >= Date.parse(seal.created) - CLOCK_SKEW_MS) return [];
  const message = `The seal was made at ${seal.created}, which is still to come: it is ${present}`;
  return [
    { ...difference("clock", seal.created, present, message), remedy: "Set this machine's clock, then try again" },
  ];
}

function ofTheRun(seal: Seal, found: FoundRun): readonly Mismatch[] {
  const remedies = {
    environment: "Apply in the environment the plan was made for, or plan for this one",
    commit: `Check out ${seal.commit}, or plan and review this commit`,
    review: "Bring the review the plan job wrote, or plan and review again",
  };
  return (["environment", "commit", "review"] as const)
    .filter((what) => seal[what] !== found[what])
    .map((what) => ({
      ...difference(what, seal[what], found[what], `The ${what} was ${quoted(seal[what])}, is ${quoted(found[what])}`),
      remedy: remedies[what],
    }));
}

function ofTheStacks(seal: Seal, found: Found): readonly Mismatch[] {
  const sealed = seal.stacks.map(({ name }) => name);
  const present = found.stacks.map(({ name }) => name);
  const missing = sealed.filter((name) => !present.includes(name));
  const extra = present.filter((name, index) => !sealed.includes(name) || present.indexOf(name) !== index);
  const lists = [sealed.join(", "), present.join(", ")] as const;
  const named = [
    ...missing.map((name) => ({ ...missed(name, lists), stack: name })),
    ...extra.map((name) => ({ ...added(name, lists), stack: name })),
  ];
  if (named.length > 0 || sealed.every((name, index) => name === present[index])) return named;
  const [before, after] = lists;
  return [difference("stack order", ...lists, `The stacks were reviewed in the order ${before}; here it is ${after}`)];
}

const missed = (name: string, lists: readonly [string, string]): Mismatch =>
  difference("stack missing", ...lists, `Stack ${quoted(name)} was reviewed and is not here`);

const added = (name: string, lists: readonly [string, string]): Mismatch =>
  difference("stack extra", ...lists, `Stack ${quoted(name)} is here and was not reviewed, or is here twice`);

const difference = (what: Mismatch["what"], sealed: string, found: string, message: string): Mismatch => ({
  what,
  stack: "",
  sealed,
  found,
  message,
  remedy: PLAN_AGAIN,
});

/** Names come from outside: no control character of theirs reaches a terminal. */
const quoted = (text: string): string => JSON.stringify(text).replace(/[\u007f-\u009f]/g, "?");
