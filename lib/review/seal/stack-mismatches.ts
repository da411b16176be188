import { type Mismatch, PLAN_AGAIN } from "./mismatch.ts";
import type { SealedStack, SealedState } from "./seal.ts";

const REMEDIES = {
  plan: "Apply the plan file the plan job saved, or plan and review again",
  synthesized: "Synthesize from the reviewed commit with the same configuration, or plan and review again",
  lock: "Restore .terraform.lock.hcl as it was planned with, or plan and review again",
  tool: "Apply with the version that planned, or plan and review again",
  place: "Give plan and apply the same backend (PG_CONN_STR but for its login), or plan and review for this one",
};
const NAMES = {
  plan: "plan file",
  synthesized: "synthesized folder",
  lock: "provider lock",
  tool: "tool",
  place: "place of the state",
};

/** Why one stack is not as it was reviewed. Ask again right before its apply: its state may have moved meanwhile. */
export function stackMismatches(sealed: SealedStack, found: SealedStack): readonly Mismatch[] {
  const differing = (["plan", "synthesized", "lock", "tool", "place"] as const).filter(
    (what) => sealed[what] !== found[what],
  );
  return [
    ...differing.map((what) => {
      const [was, is] = [shortened(sealed[what]), shortened(found[what])];
      const message = `Stack ${sealed.name}: the ${NAMES[what]} was ${was}, is ${is}`;
      const [before, after] = [sealed[what] ?? "none", found[what] ?? "none"];
      return { what, stack: sealed.name, sealed: before, found: after, message, remedy: REMEDIES[what] };
    }),
    ...stateMismatches(sealed, found.state),
  ];
}

function stateMismatches({ name, state: sealed }: SealedStack, found: SealedState | null): readonly Mismatch[] {
  const why = moved(sealed, found);
  if (why === undefined) return [];
  const message = `Stack ${name}: ${why}`;
  return [
    { what: "state", stack: name, sealed: described(sealed), found: described(found), message, remedy: PLAN_AGAIN },
  ];
}

function moved(sealed: SealedState | null, found: SealedState | null): string | undefined {
  if (sealed === null || found === null) {
    if (sealed === found) return undefined;
    return sealed === null ? "there was no state, now there is one" : "there was a state, now there is none";
  }
  if (sealed.lineage !== found.lineage) {
    return `the state is another one: its lineage was ${sealed.lineage}, is ${found.lineage}`;
  }
  if (sealed.serial === found.serial) return undefined;
  const how = found.serial < sealed.serial ? "is an older one" : "moved since it was planned";
  return `the state ${how}: its serial was ${sealed.serial}, is ${found.serial}`;
}

const described = (state: SealedState | null): string =>
  state === null ? "none" : `lineage ${state.lineage}, serial ${state.serial}`;

/** Twelve digits of a hash tell two apart; a tool's version stands whole. */
const shortened = (value: string | null): string => value?.replace(/^([0-9a-f]{12})[0-9a-f]{52}$/, "$1...") ?? "none";
