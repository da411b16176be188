import { describe, expect, it } from "vitest";
import { strangerSays, strangersIn } from "../../../cli/drift/strangers.ts";
import { example, plan } from "../../lib/review/verdict/given.ts";
import { ended, fakeRun } from "../fixtures.ts";

const PREFIX = "quantflow-one";
const declared = new Set([`${PREFIX}-redis`, `${PREFIX}-app`, `${PREFIX}-redis-data`]);
const made = (address: string, id: string) => example("no-op", address, { id }, { id });
const plans = [plan([made("docker_container.redis", "c1"), made("docker_volume.redis", `${PREFIX}-redis-data`)])];

function engine(objects: { ps?: string[][]; network?: string[][]; volume?: string[][] }) {
  const table = (rows: string[][] = []) => ended(rows.map((row) => `${row.join("\t")}\n`).join(""));
  return fakeRun(([kind = ""]) => table(objects[kind as keyof typeof objects])).run;
}

describe("what stands in the engine and is nobody's", () => {
  it("is told by what bears our label or a name that a stack wants, and by no state's id", async () => {
    const run = engine({
      ps: [
        ["c1", `${PREFIX}-redis`, PREFIX],
        ["c2", `${PREFIX}-app`, ""],
        ["c3", "by-hand", PREFIX],
        ["c4", "of-somebody-else", "quantflow-two"],
      ],
      network: [["n1", "left-over", PREFIX]],
      volume: [[`${PREFIX}-redis-data`, `${PREFIX}-redis-data`, PREFIX]],
    });
    const strangers = await strangersIn(run, { prefix: PREFIX, declared, plans });
    expect(strangers).toEqual([
      { kind: "container", name: `${PREFIX}-app`, declared: true },
      { kind: "container", name: "by-hand", declared: false },
      { kind: "network", name: "left-over", declared: false },
    ]);
    expect(strangers.map(strangerSays)[0]).toContain("the next apply stumbles over it");
  });

  it("is a copy by hand that took the name of what a stack made", async () => {
    const run = engine({ ps: [["other", `${PREFIX}-redis`, PREFIX]] });
    expect(await strangersIn(run, { prefix: PREFIX, declared, plans })).toMatchObject([{ declared: true }]);
  });

  it("is not guessed where the engine does not tell", async () => {
    const { run } = fakeRun(() => ended("", 1, "permission denied"));
    await expect(strangersIn(run, { prefix: PREFIX, declared, plans })).rejects.toThrow("permission denied");
  });
});
