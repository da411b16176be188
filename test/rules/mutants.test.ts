/** A mistake of one word in a rule turns one of its alert's proofs red. */
import { beforeAll, describe, expect, it } from "vitest";
import { checkerCatalogue } from "../../cli/promql/catalogue.ts";
import {
  casesOf,
  equivalence,
  judge,
  type Mutant,
  mutationReport,
  type Results,
  type Survivor,
  tally,
} from "../../lib/alerting/mutants/index.ts";
import { type Suite, suitesOf } from "../../lib/alerting/proofs/suite.ts";
import { duration } from "../../lib/metrics/duration.ts";
import { seconds } from "../../lib/metrics/units.ts";
import { JOBS } from "../../metrics/index.ts";
import { groundOf } from "../../rules/ground.ts";
import { rules } from "../../rules/index.ts";
import { repository } from "../cli/fixtures.ts";
import { toolbox } from "../lib/alerting/mutants/toolbox.ts";
import { recordings } from "../support/recordings.ts";
import { BUILDING } from "../support/tools.ts";
import { equivalents } from "./equivalents.ts";
import { survivors } from "./survivors.ts";

const catalogue = checkerCatalogue(repository);
const suites = rules({ jobs: JOBS }).flatMap((group) => suitesOf(group, groundOf(recordings)));
const cases = casesOf(suites, { catalogue });

const told = ({ alert, mutant }: Survivor) =>
  `${alert}, ${mutant.what}: ${mutant.expr}${mutant.for ? ` for ${duration(mutant.for)}` : ""}`;

describe("the mutants of every alert", () => {
  let results: Results;
  beforeAll(async () => {
    results = { judgements: await judge(cases, await toolbox()), equivalents };
  }, BUILDING);

  it("are each killed by a proof, but for those that are known to survive", () => {
    const isKnown = ({ alert, mutant }: Survivor) =>
      survivors.some((known) => known.alert === alert && known.mutant === mutant.what);
    const alive = tally(results).survivors;
    expect(alive.filter((one) => !isKnown(one)).map(told)).toEqual([]);
    expect(alive.filter(isKnown)).toHaveLength(survivors.length);
  });

  it("are hardly ever equivalent, and never called so when a proof can tell them apart", () => {
    const { mutants, equivalent, needless } = tally(results);
    expect(needless).toEqual([]);
    expect(equivalent / mutants).toBeLessThanOrEqual(0.05);
  });

  it("stand in docs/mutants.md; write it again with vitest -u", async () => {
    await expect(mutationReport(results)).toMatchFileSnapshot("../../docs/mutants.md");
  });
});

const claimed = equivalents.flatMap(({ alert, mutant: what }) =>
  cases
    .filter(({ suite }) => suite.alert === alert)
    .flatMap(({ suite, mutants }) =>
      mutants
        .filter((one) => one.what === what)
        .map((mutant): [string, string, Suite, Mutant] => [alert, what, suite, mutant]),
    ),
);

describe.runIf(claimed.length > 0)("an equivalent", () => {
  it.each(claimed)(
    "of %s (%s) never differs from it on 10,000 random series",
    async (_, __, suite, mutant) => {
      const given = { catalogue, evaluationInterval: seconds(15), seed: 2026 };
      const { series, fired, worlds, difference } = await equivalence(suite, mutant, given, await toolbox());
      expect(difference).toBeUndefined();
      expect(series).toBeGreaterThanOrEqual(10_000);
      expect(fired / worlds).toBeGreaterThan(0.2);
    },
    BUILDING,
  );
});
