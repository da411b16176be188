import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { matrixOf } from "../../faults/matrix.ts";
import { page } from "../../faults/page.ts";
import type { CellResult } from "../../faults/result.ts";
import { readResults, withResult } from "../../faults/results-file.ts";
import { assemble } from "../../stacks/assemble.ts";
import { fault } from "../../stacks/environments/fault.ts";
import { redis } from "../../stacks/services/index.ts";

const matrix = matrixOf([redis]);
const result: CellResult = {
  cell: "redis/stop",
  environment: "fault",
  commit: "2b727d5b0f3c9a4e8d1f6a7b8c9d0e1f2a3b4c5d",
  measuredAt: "2026-11-23T22:00:00.000Z",
  load: 2.14,
  cores: 2,
  notices: [
    {
      alert: "CacheDown",
      job: "redis",
      firing: 17.04,
      firesWithin: 21,
      told: [
        { receiver: "email", within: 25, seconds: 19.26 },
        { receiver: "application", within: 25, seconds: 19.5 },
      ],
    },
  ],
  also: ["EventLoopLag of quantflow"],
  inhibited: ["LowMessageRate of quantflow"],
  fills: 3,
  recovered: 8.81,
  problems: [],
};
const line = (results: readonly CellResult[], start: string): string | undefined =>
  page(matrix, results)
    .split("\n")
    .find((one) => one.startsWith(start));

describe("the report of the matrix", () => {
  it("tells of a cell when it was noticed, told and well again, and on which commit", () => {
    const told = line([result], "| redis/stop | CacheDown");
    expect(told).toContain("| 17.0 | 21 | email 19.3 (at most 25), application 19.5 (at most 25) | 8.8 | holds |");
    expect(told).toContain("| 2b727d5b, 2.1 on 2 |");
  });

  it("tells what else was seen, and that no fill is missing", () => {
    expect(line([result], "| redis/stop | EventLoopLag")).toBe(
      "| redis/stop | EventLoopLag of quantflow | LowMessageRate of quantflow | 3 | Nothing. | By itself, once the fault is gone. |",
    );
  });

  it("calls by name what falls short, and what was not measured", () => {
    const late = { ...result, problems: ["CacheDown reached email after 30.0 s, not within 25 s"] };
    expect(line([late], "| redis/stop |")).toContain(
      "falls short: CacheDown reached email after 30.0 s, not within 25 s",
    );
    expect(line([], "| redis/stop |")).toContain("not measured");
  });

  it("takes a result for none once its cell states something else", () => {
    const [notice] = result.notices;
    if (!notice) throw new Error("the result has a notice");
    const others: readonly CellResult[] = [
      { ...result, notices: [{ ...notice, alert: "TargetDown" }] },
      { ...result, notices: [{ ...notice, told: notice.told.slice(1) }] },
      { ...result, notices: [], waived: "it was waived" },
    ];
    for (const other of others) expect(line([other], "| redis/stop | CacheDown")).toContain("| not measured |");
  });

  it("counts them", () => {
    const cells = matrix.length;
    expect(line([result], `${cells} cells:`)).toBe(
      `${cells} cells: 1 hold, 0 are waived with their reason and recover, 0 fall short, ${cells - 1} are not measured yet.`,
    );
  });

  it("has a part for production intervals once a cell was measured there", () => {
    expect(page(matrix, [result])).not.toContain("## Environment local");
    expect(page(matrix, [result, { ...result, environment: "local" }])).toContain(
      "## Environment local\n\n1 cells: 1 hold",
    );
  });
});

describe("results", () => {
  it("keep each cell of an environment once, the last time it was measured", () => {
    const again = { ...result, load: 1 };
    const elsewhere = { ...result, environment: "local" };
    expect([result, elsewhere, again].reduce(withResult, [] as readonly CellResult[])).toEqual([again, elsewhere]);
  });
});

describe("docs/reports/faults.md", () => {
  const folder = join(import.meta.dirname, "..", "..", "docs", "reports");

  it("is what was measured, of the cells as they are now", async () => {
    const { services } = assemble({
      environment: fault,
      instance: { prefix: "quantflow", portOffset: 0, directory: "" },
      // Images that are built here: what was measured so far.
      resolution: { imageSource: { kind: "local" }, available: [] },
    });
    const results = readResults(join(folder, "faults.json"));
    expect(results.length).toBeGreaterThan(0);
    await expect(page(matrixOf(services), results)).toMatchFileSnapshot(join(folder, "faults.md"));
  });
});
