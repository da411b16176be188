import { spawn } from "node:child_process";
import { createInterface } from "node:readline";

export interface TerraformRun {
  /** Where the stack stands: `cdktf.out/stacks/platform`. */
  readonly directory: string;
  readonly environment: NodeJS.ProcessEnv;
  /** Hears every line of both outputs. */
  readonly onLine: (line: string) => void;
  readonly signal: AbortSignal;
}

/**
 * Runs Terraform and answers its exit code, null when a signal ended it. When `signal` aborts, Terraform gets one
 * SIGINT and is waited for: it finishes what it is doing and writes its state. A second one would make it drop both,
 * so it runs in a session of its own, where a terminal's Ctrl-C does not reach it as well.
 */
export function terraform(binary: string, args: readonly string[], options: TerraformRun): Promise<number | null> {
  const { directory, environment, onLine, signal } = options;
  return new Promise((resolve, reject) => {
    const child = spawn(binary, [...args], {
      cwd: directory,
      env: environment,
      detached: true,
      stdio: ["ignore", "pipe", "pipe"],
    });
    const interrupt = () => void child.kill("SIGINT");
    if (signal.aborted) interrupt();
    signal.addEventListener("abort", interrupt, { once: true });
    for (const output of [child.stdout, child.stderr]) createInterface({ input: output }).on("line", onLine);
    child.on("error", reject);
    child.on("close", (code) => {
      signal.removeEventListener("abort", interrupt);
      resolve(code);
    });
  });
}
