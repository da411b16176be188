import { readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import type { Outcome } from "../run.ts";
import { tracked } from "../terminal/progress.ts";
import { buildFailed, diskFull, lastLines } from "../tools/errors.ts";
import type { Workshop } from "../tools/index.ts";
import { heavy } from "../tools/limit.ts";
import { docker } from "./engine.ts";
import { archiveUnreachable, notDebian, notRoot } from "./errors.ts";

const shape = z.strictObject({ suite: z.string(), variant: z.string() });
type Recipe = z.infer<typeof shape>;

/** Makes the minimal Debian root that other local images stand on, and gives it to the engine under `reference`. */
export const importBase = (workshop: Workshop, reference: string): Promise<void> =>
  heavy(() =>
    tracked(workshop.progress, "base image: a minimal Debian", async (task) => {
      const file = join(workshop.root, "images/base/debootstrap.json");
      const recipe = shape.parse(JSON.parse(readFileSync(file, "utf8")));
      if (process.getuid?.() !== 0) throw notRoot();
      await haveDebootstrap(workshop, (text) => task.note(text));
      // Not the cache: a home directory may be mounted without devices or programs, which debootstrap needs.
      const directory = await mkdtemp(join(tmpdir(), "quantflow-base-"));
      try {
        await bootstrap(workshop, recipe, join(directory, "root"), (text) => task.note(text));
        await importRoot(workshop, join(directory, "root"), reference);
      } finally {
        await rm(directory, { recursive: true, force: true });
      }
    }),
  );

async function haveDebootstrap(workshop: Workshop, note: (text: string) => void): Promise<void> {
  if (await runs(workshop, "debootstrap", ["--version"])) return;
  if (!(await runs(workshop, "apt-get", ["--version"]))) throw notDebian("this machine has no apt-get");
  note("installing debootstrap");
  const environment = { ...workshop.variables, DEBIAN_FRONTEND: "noninteractive" };
  const options = { environment, signal: workshop.signal };
  await workshop.run("apt-get", ["update"], options);
  const install = ["install", "--yes", "--no-install-recommends", "debootstrap", "debian-archive-keyring"];
  const outcome = await workshop.run("apt-get", install, options);
  if (outcome.code !== 0) throw notDebian(lastLines(outcome, 2).trim());
}

const runs = (workshop: Workshop, command: string, args: readonly string[]): Promise<boolean> =>
  workshop.run(command, args, { signal: workshop.signal }).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === "ENOENT") return false;
      throw error;
    },
  );

async function bootstrap(
  workshop: Workshop,
  { suite, variant }: Recipe,
  directory: string,
  note: (text: string) => void,
): Promise<void> {
  // Without a mirror named, debootstrap takes its own default.
  const args = [`--variant=${variant}`, suite, directory];
  const outcome = await workshop.run("debootstrap", args, {
    environment: workshop.variables,
    signal: workshop.signal,
    onLine: (line) => note(line.replace(/^[IWE]: /, "").toLowerCase()),
  });
  if (outcome.code !== 0) throw explained(outcome);
}

function explained(outcome: Outcome): Error {
  const text = `${outcome.stdout}\n${outcome.stderr}`;
  if (/no space left on device/i.test(text)) return diskFull(tmpdir());
  const failed = /^E: .*(?:Couldn't download|Failed getting|Invalid Release).*$/m.exec(text);
  return failed ? archiveUnreachable(failed[0]) : buildFailed("the base image", "debootstrap", outcome);
}

/** Through a file: a pipe between two programs would need a shell, and the archive is not kept. */
async function importRoot(workshop: Workshop, root: string, reference: string): Promise<void> {
  const archive = `${root}.tar`;
  const pack = ["-C", root, "--exclude=./var/cache/apt/*", "--exclude=./var/lib/apt/lists/*", "-cf", archive, "."];
  const outcome = await workshop.run("tar", pack, { signal: workshop.signal });
  if (outcome.code !== 0) throw buildFailed("the base image", "tar", outcome);
  await docker(workshop, "import the base image", ["import", "--change", 'CMD ["bash"]', archive, reference]);
}
