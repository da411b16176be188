import { parseDuration } from "../../metrics/duration.ts";
import { type Duration, seconds } from "../../metrics/units.ts";
import type { Catalogue } from "../../promql/checker/catalogue.ts";
import type { Suite } from "../proofs/suite.ts";
import type { Case } from "./judge.ts";
import { mutantsIn } from "./mutant.ts";
import { filedAlert } from "./rule-file.ts";

/**
 * Every suite with its mutants. One evaluation more or less is one of the suite's own proofs. A recording that several
 * alerts read is changed for the first of them alone, whose proofs have to notice.
 */
export function casesOf(suites: readonly Suite[], { catalogue }: { readonly catalogue: Catalogue }): readonly Case[] {
  const read = new Set<string>();
  return suites.map((suite) => {
    const all = mutantsIn(suite, { catalogue, evaluationInterval: evaluationInterval(suite) });
    const mutants = all.filter(({ recording }) => recording === undefined || !read.has(recording.record));
    for (const { record } of filedAlert(suite).recordings) read.add(record);
    return { suite, mutants };
  });
}

/** The shortest of its proofs; stories of days are told in longer steps. */
const evaluationInterval = ({ proofs }: Suite): Duration =>
  seconds(Math.min(...proofs.map(({ interval }) => parseDuration(interval) ?? Number.POSITIVE_INFINITY)));
