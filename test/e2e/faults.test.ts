import { execFileSync } from "node:child_process";
import { loadavg } from "node:os";
import { setTimeout } from "node:timers/promises";
import { beforeAll, describe, expect, it } from "vitest";
import { run } from "../../cli/run.ts";
import { siteOf } from "../../cli/stack/site.ts";
import { matrixOf } from "../../faults/matrix.ts";
import { perform } from "../../faults/perform.ts";
import { sixthOf } from "../../faults/sixth.ts";
import { type Stage, stageOf } from "../../faults/stage.ts";
import { repository } from "./clone.ts";
import { measured } from "./report.ts";
import { shared } from "./shared.ts";

/** A cell takes a minute or two, those that only the watchman tells of seven. */
const PATIENCE_MILLISECONDS = 3_600_000;

const hash = execFileSync("git", ["rev-parse", "HEAD"], { cwd: repository, encoding: "utf8" }).trim();

describe("a sixth of the fault matrix, chosen by the commit", () => {
  let stage: Stage;
  beforeAll(async () => {
    const { clone } = await shared();
    const site = siteOf({ variables: clone.variables, root: clone.directory });
    stage = stageOf(site, { run, now: Date.now, pause: (milliseconds) => setTimeout(milliseconds) });
  });

  it(
    "is noticed, told in time and mended, and no fill is lost",
    async () => {
      const cells = sixthOf(matrixOf(stage.model.services), hash);
      console.info(`commit ${hash.slice(0, 12)}: ${cells.map(({ name }) => name).join(", ")}`);
      const problems: string[] = [];
      for (const cell of cells) {
        const result = await perform(stage, cell);
        for (const { alert, told } of result.notices)
          for (const { receiver, seconds, within } of told)
            if (seconds !== undefined) measured(`${cell.name}: until ${receiver} is told by ${alert}`, seconds, within);
        problems.push(
          ...result.problems.map((problem) => `${cell.name} (load ${loadavg()[0]?.toFixed(1)}): ${problem}`),
        );
      }
      expect(problems).toEqual([]);
    },
    PATIENCE_MILLISECONDS,
  );
});
