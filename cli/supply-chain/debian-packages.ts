import { attempt } from "../images/engine.ts";
import type { Workshop } from "../tools/index.ts";

/** A package of Debian that stands in an image. */
export interface DebianPackage {
  readonly name: string;
  /** With its epoch and revision: `12.2.0-14+deb12u1`. */
  readonly version: string;
  readonly architecture: string;
  /** Debian's release: `bookworm`. */
  readonly suite: string;
}

const FORMAT = "${Package}\\t${Version}\\t${Architecture}\\n";

/** Asks the package manager of an image that the engine holds; the reason where it cannot be asked. */
export async function debianPackages(
  workshop: Pick<Workshop, "run" | "variables" | "signal">,
  reference: string,
  suite: string,
): Promise<readonly DebianPackage[] | { readonly notListed: string }> {
  const ask = ["run", "--rm", "--network=none", "--pull=never", "--entrypoint=dpkg-query", reference];
  try {
    const outcome = await attempt(workshop, [...ask, "--show", `--showformat=${FORMAT}`]);
    if (outcome.code === 0) return read(outcome.stdout, suite);
    return { notListed: `the engine has no such image, or cannot run it: ${outcome.stderr.trim().split("\n")[0]}` };
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT")
      return { notListed: "this machine has no docker, and the packages stand in the image alone" };
    throw error;
  }
}

const read = (listed: string, suite: string): readonly DebianPackage[] =>
  listed
    .trimEnd()
    .split("\n")
    .map((line) => {
      const [name = "", version = "", architecture = ""] = line.split("\t");
      return { name, version, architecture, suite };
    });
