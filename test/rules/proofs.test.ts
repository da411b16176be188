import { beforeAll, describe, expect, it } from "vitest";
import { failures } from "../../cli/check/proofs.ts";
import { toolbox } from "../../cli/promtool/promtool.ts";
import { suitesOf } from "../../lib/alerting/proofs/suite.ts";
import { JOBS } from "../../metrics/index.ts";
import { groundOf } from "../../rules/ground.ts";
import { rules } from "../../rules/index.ts";
import { recordings } from "../support/recordings.ts";
import { BUILDING, workshop } from "../support/tools.ts";

const suites = rules({ jobs: JOBS }).flatMap((group) => suitesOf(group, groundOf(recordings)));

describe("every alert, run by promtool on what its meaning makes happen", () => {
  let failed: ReadonlyMap<string, string>;
  beforeAll(async () => {
    failed = new Map(await failures(suites, await toolbox(workshop)));
  }, BUILDING);

  it.each(suites.flatMap(({ proofs }) => proofs.map(({ name }) => name)))("%s", (name) => {
    expect(failed.get(name) ?? "").toBe("");
  });
});
