import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Site } from "../stack/site.ts";

/**
 * Lets `work` have a folder for plans in clear, which hold the whole state, and deletes it whatever happens; one that a
 * killed run left goes first. Only under the instance's lock.
 */
export async function withClearPlans<T>(
  { instance }: Pick<Site, "instance">,
  work: (folder: string) => Promise<T>,
): Promise<T> {
  const folder = join(instance.directory, "clear-plans");
  const remove = () => rmSync(folder, { recursive: true, force: true });
  remove();
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  try {
    return await work(folder);
  } finally {
    remove();
  }
}
