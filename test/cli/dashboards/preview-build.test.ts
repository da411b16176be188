import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { modelBuild } from "../../../cli/dashboards/preview-build.ts";
import { temporaryFolder } from "../fixtures.ts";

const ENTRY = `import { parentPort, workerData } from "node:worker_threads";
import { dashboards } from "./dashboards.ts";
parentPort?.postMessage(dashboards(workerData));
`;

/** A model of one file, which a test edits. */
async function edited(first: string) {
  const root = temporaryFolder();
  const edit = (text: string) => writeFileSync(join(root, "dashboards.ts"), text);
  writeFileSync(join(root, "entry.ts"), ENTRY);
  edit(first);
  const build = await modelBuild(root, "entry.ts", { name: "given" });
  onTestFinished(() => build.close());
  return { edit, make: build.make };
}

const listing = (title: string) => `export const dashboards = (given: { name: string }) => [${title}];`;

describe("the dashboards of the code", () => {
  it("are made again as the code is now, from what the thread is given", async () => {
    const { edit, make } = await edited(listing('given.name + " one"'));
    expect(await make()).toEqual({ dashboards: ["given one"] });
    edit(listing('given.name + " two"'));
    expect(await make()).toEqual({ dashboards: ["given two"] });
  });

  it("are broken where the code cannot be read, with the place, until it can be", async () => {
    const { edit, make } = await edited("export const dashboards = (");
    expect(await make()).toEqual({ broken: expect.stringMatching(/dashboards\.ts:1:\d+/) });
    edit(listing('"mended"'));
    expect(await make()).toEqual({ dashboards: ["mended"] });
  });

  it("are broken where the code throws, with its words and the line of ours", async () => {
    const { make } = await edited(`\n\nthrow new RangeError("two panels with one key"); ${listing('""')}`);
    const made = await make();
    expect(made).toEqual({ broken: expect.stringMatching(/^RangeError: two panels with one key\n.*dashboards\.ts:3/) });
  });

  it("are broken where the code ends without making any", async () => {
    const { make } = await edited(`process.exit(0); ${listing('""')}`);
    expect(await make()).toEqual({ broken: "the code ends before its dashboards are made" });
  });
});
