import { execFileSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, it, type TestContext } from "vitest";
import { run } from "../../cli/run.ts";
import { repository } from "../cli/fixtures.ts";

const workflows = join(repository, ".github", "workflows");
const inWorkflows = readdirSync(workflows).map((name) => join(workflows, name));

/** Where a linter is missing: in CI a failure that says what to install, elsewhere a skip that says the same. */
function require(context: TestContext, program: string, remedy: string): void {
  const isThere = () => {
    try {
      execFileSync(program, [program === "go" ? "version" : "--version"]);
      return true;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") return false;
      throw error;
    }
  };
  if (isThere()) return;
  const missing = `${program} is missing: ${remedy}`;
  if (process.env["CI"]) throw new Error(missing);
  context.skip(missing);
}

const GO = "install Go 1.26 or later";
const SHELLCHECK = "apt-get install shellcheck";

async function requireClean(command: string, args: readonly string[]): Promise<void> {
  const { code, stdout, stderr } = await run(command, args, { directory: repository });
  if (code !== 0) throw new Error(`${command} ${args.slice(0, 4).join(" ")} …: exit code ${code}\n${stdout}${stderr}`);
}

describe("what CI runs", { timeout: 180_000 }, () => {
  it("is sound to shellcheck: the scripts", async (context) => {
    require(context, "shellcheck", SHELLCHECK);
    await requireClean(
      "shellcheck",
      ["pipeline", "run"].map((name) => join(repository, ".ci", name)),
    );
  });

  it("is sound to actionlint, with shellcheck for every step: the workflows", async (context) => {
    require(context, "shellcheck", SHELLCHECK);
    require(context, "go", GO);
    await requireClean("go", [
      ...[
        "-C",
        join(repository, "tools", "actionlint"),
        "tool",
        "actionlint",
        "-shellcheck",
        "shellcheck",
        "-pyflakes=",
      ],
      ...inWorkflows,
    ]);
  });
});
