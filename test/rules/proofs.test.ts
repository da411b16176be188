import { beforeAll, describe, expect, it } from "vitest";
import { failuresOf, filesOf, suitesOf } from "../../lib/alerting/proofs/suite.ts";
import { JOBS } from "../../metrics/index.ts";
import { groundOf } from "../../rules/ground.ts";
import { rules } from "../../rules/index.ts";
import { recordings } from "../support/recordings.ts";
import { BUILDING } from "../support/tools.ts";
import { withFiles } from "../support/with-files.ts";

const suites = rules({ jobs: JOBS }).flatMap((group) => suitesOf(group, groundOf(recordings)));

describe("every alert, run by promtool on what its meaning makes happen", () => {
  let failed: ReadonlyMap<string, string>;
  beforeAll(async () => {
    const { files, tests } = filesOf(suites);
    failed = failuresOf(await withFiles("promtool", files, ["test", "rules", ...tests]));
  }, BUILDING);

  it.each(suites.flatMap(({ proofs }) => proofs.map(({ name }) => name)))("%s", (name) => {
    expect(failed.get(name) ?? "").toBe("");
  });
});
