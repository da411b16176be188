import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { run } from "../../cli/run.ts";
import { siteOf } from "../../cli/stack/site.ts";
import { stateObjects } from "../../cli/stack/state.ts";
import { playedContext } from "../cli/fixtures.ts";
import type { Ended, Running } from "./clone.ts";
import { containerNames, volumeNames } from "./engine.ts";
import { requireAllTargetsUp } from "./platform.ts";
import { measured } from "./report.ts";
import { type Shared, shared } from "./shared.ts";

/** On a machine of one's own: the environment of the tests keeps its state in files, which CI refuses. */
const commandsOf =
  ({ clone }: Shared) =>
  (args: readonly string[], running: Running = {}) =>
    clone.quantflow(args, { ...running, env: { CI: undefined } });

async function git({ clone }: Shared, ...args: readonly string[]): Promise<void> {
  const author = ["-c", "user.name=test", "-c", "user.email=test@localhost"];
  const { code, stderr } = await run("git", [...author, ...args], { directory: clone.directory });
  if (code !== 0) throw new Error(`git ${args.join(" ")}: ${stderr}`);
}

/** A plan is bound to a commit: the rules as they run are one. */
async function committed(here: Shared): Promise<void> {
  await git(here, "init", "--quiet");
  await git(here, "add", "rules");
  await git(here, "commit", "--quiet", "--allow-empty", "--message", "as it runs");
}

/** The conditions of HighLatency that Prometheus evaluates. */
async function highLatency({ platform }: Shared): Promise<readonly string[]> {
  const rules = await platform.rules();
  return rules.filter(({ name }) => name === "HighLatency").map(({ query }) => query);
}

/** Leaves the instance as the next file expects it. */
async function asItWas({ clone }: Shared): Promise<void> {
  rmSync(join(clone.directory, ".git"), { recursive: true });
  await clone.restore();
  await clone.quantflow(["up"]);
}

describe("a raised threshold, planned, reviewed and applied", () => {
  let here: Shared;
  let planned: Ended;
  let directory: string;
  let quantflow: ReturnType<typeof commandsOf>;

  /** Changes a file for as long as `work` takes. */
  async function changed<T>(path: string, change: (before: Buffer) => Buffer, work: () => Promise<T>): Promise<T> {
    const before = readFileSync(path);
    writeFileSync(path, change(Buffer.from(before)));
    try {
      return await work();
    } finally {
      writeFileSync(path, before);
    }
  }
  const refused = ({ code, stdout, stderr }: Ended, words: RegExp) => {
    expect(code, stdout + stderr).toBe(1);
    expect(stderr).toMatch(words);
    expect(stderr).not.toContain("... apply ");
    expect(stderr).not.toMatch(/^ {4}at /m);
  };

  beforeAll(async () => {
    here = await shared();
    directory = join(here.clone.home, "plan");
    quantflow = commandsOf(here);
    await committed(here);
    here.clone.edit("rules/feed.ts", "const LATE = milliseconds(500)", "const LATE = milliseconds(400)");
    planned = await quantflow(["plan"]);
  });
  afterAll(() => asItWas(here));

  it("is told by the review, and what it does to what runs", () => {
    expect(planned.code, planned.stderr).toBe(2);
    expect(planned.stdout).toContain("alert HighLatency: threshold 0.5 s -> 0.4 s");
    expect(planned.stdout).toContain("service prometheus loads its new files without a stop");
    measured("plan of all stacks with review and seal", planned.seconds);
  });

  it("leaves the review and sealed, encrypted plans, and nothing in clear", () => {
    expect(readdirSync(directory).sort()).toEqual([
      ...["platform.tfplan.encrypted", "review.html", "review.json", "review.md", "seal.json"],
      "storage.tfplan.encrypted",
    ]);
    const names = readdirSync(here.clone.home, { recursive: true, encoding: "utf8" });
    expect(names.filter((name) => name.endsWith(".tfplan"))).toEqual([]);
  });

  it("is not applied by a plan that was tampered with", async () => {
    const flip = (bytes: Buffer) => {
      bytes[1_000] = (bytes[1_000] ?? 0) ^ 1;
      return bytes;
    };
    const path = join(directory, "platform.tfplan.encrypted");
    refused(await changed(path, flip, () => quantflow(["apply"])), /seal\/plan-tampered/);
  });

  it("is not applied when a file stands in the synthesized folder that was not reviewed", async () => {
    const path = join(here.clone.home, "cdktf.out", "stacks", "platform", "more.tf");
    writeFileSync(path, "locals {\n  more = 1\n}\n");
    try {
      refused(await quantflow(["apply"]), /Stack platform: the synthesized folder was/);
    } finally {
      rmSync(path);
    }
  });

  it("is not applied to a state that moved", async () => {
    const path = join(here.clone.home, "terraform.platform.tfstate");
    const move = (bytes: Buffer) => {
      const state = JSON.parse(bytes.toString());
      return Buffer.from(JSON.stringify({ ...state, serial: state.serial + 1 }));
    };
    refused(
      await changed(path, move, () => quantflow(["apply"])),
      /Stack platform: the state moved since it was planned/,
    );
  });

  it("is not applied from another commit", async () => {
    await git(here, "commit", "--quiet", "--allow-empty", "--message", "another");
    try {
      refused(await quantflow(["apply"]), /The commit was/);
    } finally {
      await git(here, "reset", "--quiet", "--soft", "HEAD~1");
    }
  });

  it("is not applied after its time", async () => {
    const late = join(here.clone.home, "late");
    expect((await quantflow(["plan", "--out", late, "--expires", "0.0001"])).code).toBe(2);
    refused(await quantflow(["apply", late]), /The seal expired at/);
    rmSync(late, { recursive: true });
  });

  it("is applied as it was reviewed, and counts", async () => {
    const { code, stdout, stderr } = await quantflow(["apply"]);
    expect(code, stderr).toBe(0);
    expect(stdout).toContain("storage: had no change");
    expect(stdout).toContain("platform: applied");
    expect(await highLatency(here)).toEqual([expect.stringContaining("> 0.4 ")]);
  });

  it("is not applied a second time", async () => {
    refused(await quantflow(["apply"]), /applied already[\s\S]*Stack platform: the state moved/);
  });

  it("is no change for the next plan", async () => {
    const { code, stdout, stderr } = await quantflow(["plan"]);
    expect(code, stdout + stderr).toBe(0);
    expect(stdout).toContain("Nothing changes.");
  });
});

describe("an apply that is killed", () => {
  let here: Shared;
  let quantflow: ReturnType<typeof commandsOf>;
  let killed: Ended;
  let before: readonly (readonly string[])[];

  const inTheEngine = async () => Promise.all([containerNames(here.clone.prefix), volumeNames(here.clone.prefix)]);
  /** Addresses in the states, each as often as it stands there. */
  const inTheStates = async () => {
    const { directory, variables } = here.clone;
    const { context } = playedContext({ root: directory });
    const site = siteOf({ root: directory, variables });
    const stacks = ["storage", "platform"] as const;
    return (await Promise.all(stacks.map((stack) => stateObjects(context, site, stack)))).flat();
  };

  beforeAll(async () => {
    here = await shared();
    quantflow = commandsOf(here);
    before = await inTheEngine();
    await committed(here);
    here.clone.edit("rules/feed.ts", "const LATE = milliseconds(500)", "const LATE = milliseconds(300)");
    const planned = await quantflow(["plan"]);
    if (planned.code !== 2) throw new Error(`plan ended with ${planned.code}: ${planned.stderr}`);
    // The line tells that Terraform has begun to change what runs.
    killed = await quantflow(["apply"], { killAt: (line) => line.includes("... apply platform") });
  });
  afterAll(() => asItWas(here));

  it("is gone at once, without a word", () => {
    expect(killed.code, killed.stdout + killed.stderr).toBeNull();
    expect(killed.stderr).toContain("... apply platform");
    expect(killed.stdout).not.toContain("platform: applied");
  });

  it("leaves states that can be read", async () => {
    expect((await inTheStates()).map(({ type }) => type)).toContain("docker_volume");
  });

  it("leaves a lock that names nobody who lives, which doctor explains with what to do", async () => {
    const { stdout, stderr } = await quantflow(["doctor"]);
    expect(stdout + stderr).toMatch(/Last run\s+was cut short/);
    expect(stdout + stderr).toContain("npm run up continues it");
  });

  it("is told by the next plan, stack by stack", async () => {
    const { code, stdout, stderr } = await quantflow(["plan"]);
    expect(code, stdout + stderr).toBe(2);
    expect(stderr).toContain("The last apply did not come to its end");
    expect(stderr).toContain("storage: had no change");
    expect(stderr).toContain("platform: begun and not ended");
  });

  it("is finished by the apply of that plan", async () => {
    const { code, stdout, stderr } = await quantflow(["apply"]);
    expect(code, stdout + stderr).toBe(0);
    expect(stdout).toContain("platform: applied");
    await requireAllTargetsUp(here.platform);
    expect(await highLatency(here)).toEqual([expect.stringContaining("> 0.3 ")]);
  });

  it("leaves nothing twice, in the engine or in a state, and nothing to do", async () => {
    expect(await inTheEngine()).toEqual(before);
    const addresses = (await inTheStates()).map(({ address, name, id }) => `${address} ${name ?? id}`);
    expect(addresses).toEqual([...new Set(addresses)]);
    const { code, stdout, stderr } = await quantflow(["plan"]);
    expect(code, stdout + stderr).toBe(0);
    expect(stdout).toContain("Nothing changes.");
  });
});
