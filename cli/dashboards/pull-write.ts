import { mkdir, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Context } from "../command.ts";
import type { Overlay } from "./pull-evaluate.ts";

/** Writes edited files, each whole or not at all. */
export async function write(root: string, files: Overlay): Promise<void> {
  for (const [file, text] of files) {
    const path = join(root, file);
    if (text === undefined) await rm(path);
    else {
      const whole = `${path}.${process.pid}.tmp`;
      await writeFile(whole, text);
      await rename(whole, path);
    }
  }
}

type Given = Pick<Context, "run" | "signal">;

/** What `git diff` would show once they are written. */
export async function diff({ run, signal }: Given, files: Overlay, read: (file: string) => string | undefined) {
  const folder = await mkdtemp(join(tmpdir(), "quantflow-pull-"));
  try {
    for (const [file, text] of files) {
      await put(folder, "code", file, read(file));
      await put(folder, "grafana", file, text);
    }
    await mkdir(join(folder, "grafana"), { recursive: true });
    const args = ["diff", "--no-index", "--no-color", "--no-prefix", "code", "grafana"];
    const { stdout } = await run("git", args, { directory: folder, signal });
    return stdout.replace(/^(diff|index) .*\n/gm, "").trimEnd();
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function put(folder: string, side: string, file: string, text: string | undefined): Promise<void> {
  if (text === undefined) return;
  const path = join(folder, side, file);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
}
