import type { Task } from "../terminal/progress.ts";
import { lastLines } from "../tools/errors.ts";
import type { Workshop } from "../tools/index.ts";
import { cannotInstall, installFailed } from "./errors.ts";

/** Why this machine's packages cannot bring an engine; undefined where they can: Debian or Ubuntu, as root. */
export function whyNotInstallable(platform: string, user: number | undefined, hasApt: boolean): string | undefined {
  if (platform !== "linux") return "only Linux is supported for that";
  if (!hasApt) return "this is neither Debian nor Ubuntu (no apt-get)";
  if (user !== 0) return "that takes root";
  return undefined;
}

/** Installs Docker's engine and client from the distribution's packages. */
export async function installEngine(workshop: Workshop, task: Task): Promise<void> {
  const hasApt = await workshop.run("apt-get", ["--version"]).then(
    () => true,
    () => false,
  );
  const why = whyNotInstallable(process.platform, process.getuid?.(), hasApt);
  if (why) throw cannotInstall(why);
  await apt(workshop, task, ["update"]);
  await apt(workshop, task, ["install", "--yes", "--no-install-recommends", "docker.io", "iptables"]);
}

async function apt(workshop: Workshop, task: Task, args: readonly string[]): Promise<void> {
  const outcome = await workshop.run("apt-get", args, {
    environment: { ...workshop.variables, DEBIAN_FRONTEND: "noninteractive" },
    signal: workshop.signal,
    onLine: (line) => task.note(line),
  });
  if (outcome.code !== 0) throw installFailed(lastLines(outcome, 6));
}
