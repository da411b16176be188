import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { Secret } from "../lib/services/secret.ts";
import { brokenResolution } from "./errors.ts";

const shape = z.object({
  imageSource: z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("registry") }),
    z.object({ kind: z.literal("mirror"), host: z.string().min(1) }),
    z.object({ kind: z.literal("local") }),
  ]),
  available: z.array(z.string()),
  secrets: z.array(z.string()).optional(),
});

/**
 * What bring-up found out: where images come from, which of the images without a local source are in the engine, and
 * which secrets that a person must give have been given (not known when absent). It is kept, so that `npx cdktf deploy`
 * synthesizes what `up` did.
 */
export type Resolution = z.infer<typeof shape>;
export type ImageSource = Resolution["imageSource"];

/** What holds on a machine where nothing has been found out yet: everything comes from the registry, every secret is given. */
export const UNRESOLVED: Resolution = { imageSource: { kind: "registry" }, available: [] };

/** Whether a secret has a value: we make our own, and what is not known is taken for given. */
export const isHad = ({ origin, name }: Secret, { secrets }: Resolution): boolean =>
  origin !== "given" || secrets === undefined || secrets.includes(name);

const fileIn = (directory: string): string => join(directory, "resolution.json");

/** Fails when the file is there and is not what `writeResolution` writes. */
export function readResolution(directory: string): Resolution {
  const file = fileIn(directory);
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return UNRESOLVED;
    throw brokenResolution(file, (error as Error).message);
  }
  try {
    return shape.parse(JSON.parse(text));
  } catch (error) {
    throw brokenResolution(file, (error as Error).message);
  }
}

export function writeResolution(directory: string, resolution: Resolution): void {
  mkdirSync(directory, { recursive: true });
  const file = fileIn(directory);
  writeFileSync(`${file}.new`, `${JSON.stringify(resolution, null, 2)}\n`);
  renameSync(`${file}.new`, file);
}
