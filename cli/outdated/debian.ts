import type { Context } from "../command.ts";
import type { Newest, Pin } from "./pin.ts";

/** Asks apt what it would install, as far as its lists know; only on the release that the local images are made of. */
export async function debianNewest(
  { run, signal }: Pick<Context, "run" | "signal">,
  pins: readonly Pin[],
  suite: string,
): Promise<Newest> {
  try {
    const release = await run("sh", ["-c", ". /etc/os-release && echo $VERSION_CODENAME"], { signal });
    if (release.stdout.trim() !== suite)
      return { unreachable: `this machine is not Debian ${suite}, whose packages they are` };
    const { stdout } = await run("apt-cache", ["policy", ...pins.map(({ name }) => name)], { signal });
    const newest = new Map(pins.flatMap(({ name }) => candidate(stdout, name)));
    return newest.size > 0 ? { newest } : { unreachable: "apt knows none of them: apt-get update" };
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT")
      return { unreachable: "this machine has no apt" };
    throw error;
  }
}

/** The upstream part of the candidate's version: `5:7.0.15-1~deb12u10` is 7.0.15. */
function candidate(policy: string, name: string): readonly (readonly [string, string])[] {
  const [, version] = new RegExp(`^${name}:\\n(?: .*\\n)*? +Candidate: (?:\\d+:)?([\\d.]+)`, "m").exec(policy) ?? [];
  return version === undefined ? [] : [[name, version]];
}
