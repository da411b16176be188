import { describe, expect, it } from "vitest";
import { ruleFiles } from "../../lib/alerting/rules/file.ts";
import { paced } from "../../lib/alerting/rules/pace.ts";
import { JOBS } from "../../metrics/index.ts";
import { rules } from "../../rules/index.ts";
import { BUILDING } from "../support/tools.ts";
import { withFiles } from "../support/with-files.ts";

const groups = rules({ jobs: JOBS });
const alerts = groups.flatMap((group) => group.alerts);

describe("the meanings", () => {
  it("show that every alert but the Watchdog can stay silent and resolves", () => {
    const always = alerts.filter(
      ({ meaning }) => meaning.silent.length === 0 || meaning.fires.some(({ resolves }) => resolves === undefined),
    );
    expect(always.map(({ name }) => name)).toEqual(["Watchdog"]);
  });
});

describe("the rule files", () => {
  it.each([1, 5, 10])(
    "pass promtool's check and lint at a pace of %d",
    async (pace) => {
      const files = ruleFiles(groups.map((group) => paced(group, pace)));
      const check = ["check", "rules", "--lint=all", "--lint-fatal", ...files.keys()];
      const { code, stdout, stderr } = await withFiles("promtool", files, check);
      expect(code, stdout + stderr).toBe(0);
    },
    BUILDING,
  );
});
