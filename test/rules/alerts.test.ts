import { beforeAll, describe, expect, it } from "vitest";
import { ruleFile, ruleFiles } from "../../lib/alerting/rules/file.ts";
import type { Group } from "../../lib/alerting/rules/group.ts";
import { paced } from "../../lib/alerting/rules/pace.ts";
import { JOBS } from "../../metrics/index.ts";
import { rules } from "../../rules/index.ts";
import { BUILDING } from "../support/tools.ts";
import { withFiles } from "../support/with-files.ts";
import { failures, type Suite, told } from "./promtool.ts";
import { groupsOf, partsOf } from "./proof.ts";
import { proofs } from "./proofs/index.ts";

const groups = rules({ jobs: JOBS });
const names = groups.flatMap(({ alerts }) => alerts.flatMap(({ name, meaning }) => (meaning ? [] : [name])));

const suite = (group: Group): Suite => ({
  file: `${group.name}.yml`,
  rules: ruleFile(group),
  tests: proofs.filter(({ alert }) => group.alerts.some(({ name }) => name === alert)).flatMap(groupsOf),
});

describe("every alert, run by promtool on series as they are exposed", () => {
  let failed: ReadonlyMap<string, string>;
  beforeAll(async () => {
    failed = await failures(groups.map(suite));
  }, BUILDING);

  it.each(proofs.flatMap(partsOf))("%s", (part) => {
    expect(failed.get(part) ?? "").toBe("");
  });
});

describe("the proofs", () => {
  it("cover every alert that has no meaning", () => {
    expect(proofs.map(({ alert }) => alert)).toEqual(expect.arrayContaining(names));
  });

  it("show that every alert but the Watchdog can stay silent and resolves", () => {
    const always = proofs.filter(({ silent, resolvedAt }) => silent.length === 0 || resolvedAt === undefined);
    expect(always).toEqual([]);
    const meant = groups.flatMap(({ alerts }) => alerts).filter(({ meaning }) => meaning?.silent.length === 0);
    expect(meant.map(({ name }) => name)).toEqual(["Watchdog"]);
  });
});

describe("the rule files", () => {
  it.each([1, 5, 10])(
    "pass promtool's check and lint at a pace of %d",
    async (pace) => {
      const files = ruleFiles(groups.map((group) => paced(group, pace)));
      const outcome = await withFiles("promtool", files, [
        "check",
        "rules",
        "--lint=all",
        "--lint-fatal",
        ...files.keys(),
      ]);
      expect(outcome.code, told(outcome)).toBe(0);
    },
    BUILDING,
  );
});
