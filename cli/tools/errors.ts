import { CliError } from "../errors.ts";
import type { Outcome } from "../run.ts";

export const goMissing = (): CliError =>
  new CliError(
    "tools/go-missing",
    "Go is not on the PATH, and some of the tools have to be built from their Go modules.",
    "Install Go 1.26 or later (https://go.dev/dl), or take images and providers from their registries: npm run up -- --image-source registry",
  );

export const goTooOld = (found: string, needed: string): CliError =>
  new CliError(
    "tools/go-too-old",
    `Go ${found} is on the PATH, but the modules to build need Go ${needed} or later.`,
    `Install Go ${needed} or later (https://go.dev/dl), or let Go 1.21 or later fetch it by itself: GOTOOLCHAIN=auto npm run up`,
  );

export const proxyUnreachable = (what: string, proxy: string, detail: string): CliError =>
  new CliError(
    "tools/module-proxy-unreachable",
    `Building ${what} needs Go modules from ${proxy}, which did not give them: ${detail}`,
    "Check the network and GOPROXY (go env GOPROXY), then run the same command again: what was fetched is kept.",
  );

export const npmUnreachable = (what: string, detail: string): CliError =>
  new CliError(
    "tools/npm-unreachable",
    `Building ${what} needs npm packages, which the registry did not give: ${detail}`,
    "Check the network and the registry (npm config get registry), then run the same command again.",
  );

export const diskFull = (where: string, cause?: unknown): CliError =>
  new CliError(
    "tools/disk-full",
    `The disk is full: ${where} could not be written.`,
    "See what takes the room (df -h; docker system df), free a few GiB, then run the same command again. Old builds can go: docker builder prune; go clean -cache",
    { cause },
  );

export const buildFailed = (what: string, command: string, outcome: Outcome): CliError =>
  new CliError(
    "tools/build-failed",
    `Building ${what} failed: ${command} ended with ${ending(outcome)}.\n${lastLines(outcome, 12)}`,
    "The lines above are the program's own. Mend what they name, then run the same command again.",
  );

export const unknownTool = (name: string, known: readonly string[]): CliError =>
  new CliError("tools/unknown-tool", `No folder of tools/ builds "${name}".`, `Use one of: ${known.join(", ")}`);

export const ending = ({ code, signal }: Outcome): string => (signal ? `signal ${signal}` : `exit code ${code}`);

export function lastLines(outcome: Outcome, count: number): string {
  const lines = `${outcome.stdout}\n${outcome.stderr}`.split("\n").filter((line) => line.trim() !== "");
  return lines
    .slice(-count)
    .map((line) => `  ${line}`)
    .join("\n");
}
