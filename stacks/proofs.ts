import { filesOf, suitesOf } from "../lib/alerting/proofs/suite.ts";
import { groundOf } from "../rules/ground.ts";
import type { Model } from "./model.ts";
import { readRecordings } from "./recordings.ts";

/**
 * The proofs of the model's rules, for `promtool test rules *.yml`; each has its rule beside it, alone, because other
 * rules of the group could fire of what it tells. None for rules at another pace than that of their meaning.
 */
export function proofFiles({ groups, environment }: Model): ReadonlyMap<string, string> {
  if (environment.pace !== 1) return new Map();
  const ground = groundOf(readRecordings());
  return filesOf(groups.flatMap((group) => suitesOf(group, ground))).files;
}
