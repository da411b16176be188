import { execFileSync } from "node:child_process";
import { loadavg } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { beforeAll, describe, expect, it } from "vitest";
import { run } from "../../cli/run.ts";
import { siteOf } from "../../cli/stack/site.ts";
import { byKind } from "../../faults/choose.ts";
import { type Cell, matrixOf } from "../../faults/matrix.ts";
import { perform } from "../../faults/perform.ts";
import { holds, measures } from "../../faults/result.ts";
import { readResults } from "../../faults/results-file.ts";
import { sixthOf } from "../../faults/sixth.ts";
import { type Stage, stageOf } from "../../faults/stage.ts";
import { assemble } from "../../stacks/assemble.ts";
import { fault } from "../../stacks/environments/fault.ts";
import { repository } from "./clone.ts";
import { measured } from "./report.ts";
import { shared } from "./shared.ts";

/** A cell takes a minute or two, those that only the watchman tells of some more. */
const PATIENCE_MILLISECONDS = 900_000;
/** CI is cut off after 90 minutes, and everything else takes 50 of them: what is left over is skipped, and counted so. */
const BUDGET_MILLISECONDS = 1_200_000;

const hash = execFileSync("git", ["rev-parse", "HEAD"], { cwd: repository, encoding: "utf8" }).trim();
const { services } = assemble({
  environment: fault,
  instance: { prefix: "quantflow", portOffset: 0, directory: "" },
  // Images that are built here: what was measured so far.
  resolution: { imageSource: { kind: "local" }, available: [] },
});
const results = readResults(join(repository, "docs", "reports", "faults.json")).filter(
  ({ environment }) => environment === fault.name,
);

/** Why a cell is no test yet; undefined where it was measured and holds. */
function unproved(cell: Cell): string | undefined {
  const result = results.find((one) => one.cell === cell.name && measures(cell, one));
  if (!result) return "not measured yet";
  return holds(result) ? undefined : `falls short: ${result.problems.join("; ")}`;
}

const sixth = byKind(sixthOf(matrixOf(services), hash)).map((cell) => [cell.name, cell] as const);

describe(`a sixth of the fault matrix, chosen by commit ${hash.slice(0, 12)}`, () => {
  let stage: Stage;
  let began = 0;
  const tried = new Set<string>();
  beforeAll(async () => {
    const { clone } = await shared();
    const site = siteOf({ variables: clone.variables, root: clone.directory });
    stage = stageOf(site, { run, now: Date.now, pause: (milliseconds) => setTimeout(milliseconds) });
    began = Date.now();
  });

  /** Why a cell is not tried; it is printed, and the test counts as skipped. One that was tried stays tried. */
  function leftOut(cell: Cell): string | undefined {
    if (tried.has(cell.name)) return undefined;
    const why = Date.now() - began > BUDGET_MILLISECONDS ? "no time is left of what CI may take" : unproved(cell);
    if (why !== undefined) console.info(`${cell.name} is not tried: ${why}`);
    else tried.add(cell.name);
    return why;
  }

  it.for(sixth)(
    "%s is noticed, told in time and mended, and no fill is lost",
    // Machines are noisy: one that falls short is measured once more, and both are in the log.
    { timeout: PATIENCE_MILLISECONDS, retry: 1 },
    async ([name, cell], { skip }) => {
      const why = leftOut(cell);
      skip(why !== undefined, why);
      const { notices, problems } = await perform(stage, cell);
      for (const { alert, told } of notices)
        for (const { receiver, seconds, within } of told)
          if (seconds !== undefined) measured(`${name}: until ${receiver} is told by ${alert}`, seconds, within);
      expect(problems, `load ${loadavg()[0]?.toFixed(1)}`).toEqual([]);
    },
  );
});
