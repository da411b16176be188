import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { run } from "../../cli/run.ts";
import { repository, temporaryFolder } from "../cli/fixtures.ts";

/** All that the script and the launcher may call: a CI image without these is none. */
const PROGRAMS = ["base64", "bash", "env", "cat", "dirname", "mktemp", "rm", "sed", "tr"];

/**
 * In the place of npx. `comment` is the true command, and so is the review of a plan; what needs an engine (planning,
 * applying, looking for drift) or minutes (`check`) answers what the test says.
 */
const NPX = `#!/usr/bin/env bash
set -u
[ "$1" = quantflow ] || exit 127
shift
printf '%s\\n' "$*" >>"$HOME/asked"
quantflow() { node "${repository}/cli/quantflow.mjs" "$@"; }
code=$(cat "$HOME/code")
for file in "\${!QUANTFLOW_SECRET_@}"; do printf '%s: %s\\n' "$file" "$(cat "\${!file}")"; done >"$HOME/handed"
printf '%s' "\${QUANTFLOW_SECRETS:-}" >>"$HOME/handed"
printf '%s' "\${npm_config_ignore_scripts:-}" >"$HOME/ignores-scripts"
case $1 in
  comment) quantflow "$@" ;;
  plan)
    mkdir -p "$3"
    for file in review.html review.json seal.json platform.tfplan.encrypted; do printf 'made' >"$3/$file"; done
    if [ -e "$HOME/plan.json" ]; then
      quantflow review --format markdown --title Plan --out "$3/review.md" "$HOME/plan.json"
    else
      cat "$HOME/says" >"$3/review.md"
      exit "$code"
    fi
    ;;
  *) cat "$HOME/says" && exit "$code" ;;
esac
`;

export interface Bare {
  readonly home: string;
  /** The folder that the plan is written to. */
  readonly plan: string;
  /** What the engine's part says, and its exit code. */
  answers(code: number, says?: string): void;
  /** The plan that is reviewed, as Terraform printed it. */
  plans(file: string): void;
  /** What of the plan is there now, in alphabetical order. */
  files(): readonly string[];
  read(name: string): string;
  pipeline(
    args: readonly string[],
    variables?: NodeJS.ProcessEnv,
    directory?: string,
  ): Promise<{ readonly code: number | null; readonly stdout: string; readonly stderr: string }>;
}

/** A machine with Node, a handful of programs, a home, and no other variable than PATH and HOME: as `env -i` leaves it. */
export async function bare(): Promise<Bare> {
  const home = temporaryFolder();
  const programs = join(home, "bin");
  mkdirSync(programs);
  for (const program of [...PROGRAMS, "mkdir"]) symlinkSync(await which(program), join(programs, program));
  symlinkSync(process.execPath, join(programs, "node"));
  writeFileSync(join(programs, "npx"), NPX);
  chmodSync(join(programs, "npx"), 0o755);
  const plan = join(home, "plan");
  const write = (name: string, text: string) => writeFileSync(join(home, name), text);
  write("code", "0");
  write("says", "");
  return {
    home,
    plan,
    answers(code, says = "") {
      write("code", `${code}`);
      write("says", says);
    },
    plans: (file) => write("plan.json", readFileSync(file, "utf8")),
    files: () => (existsSync(plan) ? readdirSync(plan).sort() : []),
    read: (name) => (existsSync(join(home, name)) ? readFileSync(join(home, name), "utf8") : ""),
    pipeline: (args, variables = {}, directory = home) =>
      run(join(repository, ".ci", "pipeline"), args, {
        directory,
        environment: { PATH: programs, HOME: home, ...variables },
      }),
  };
}

async function which(program: string): Promise<string> {
  const { code, stdout } = await run("sh", ["-c", `command -v ${program}`]);
  if (code !== 0) throw new Error(`there is no ${program} here`);
  return stdout.trim();
}
