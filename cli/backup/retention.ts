import { readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { badOptionValue } from "../errors.ts";
import { type NamedArchive, namedArchive } from "./archive/file-name.ts";
import { archivesIn } from "./archives.ts";

/** How many backups of an instance stay: those that either rule keeps, all where there is none. */
export interface Retention {
  /** The newest so many. */
  readonly keep?: number;
  /** Those of the last so many days. */
  readonly days?: number;
}

/** Behind the name of an archive that has not been read back. */
export const PARTIAL = ".partial";
const DAY_MILLISECONDS = 86_400_000;

/** Fails with `usage/bad-option-value`. */
export function retentionFrom(keep: string | undefined, days: string | undefined): Retention {
  return {
    ...(keep !== undefined && { keep: atLeastOne("keep", keep) }),
    ...(days !== undefined && { days: atLeastOne("keep-days", days) }),
  };
}

function atLeastOne(option: string, text: string): number {
  if (!/^[1-9]\d{0,5}$/.test(text)) throw badOptionValue("backup", option, "must be a whole number from 1", text);
  return Number(text);
}

/** Those that no rule keeps. @param now milliseconds since the epoch. */
export function expired(archives: readonly NamedArchive[], { keep, days }: Retention, now: number): NamedArchive[] {
  if (keep === undefined && days === undefined) return [];
  const newestFirst = [...archives].sort((a, b) => b.madeAt.getTime() - a.madeAt.getTime());
  return newestFirst.filter(
    ({ madeAt }, index) =>
      !(keep !== undefined && index < keep) &&
      !(days !== undefined && now - madeAt.getTime() <= days * DAY_MILLISECONDS),
  );
}

/** Removes the owner's archives that no rule keeps; answers their names. Called only once a newer one was read back. */
export function removeExpired(folder: string, owner: string, retention: Retention, now: number): readonly string[] {
  const own = archivesIn(folder).filter((archive) => archive.owner === owner);
  const gone = expired(own, retention, now).map(({ file }) => file);
  for (const file of gone) rmSync(join(folder, file));
  return gone;
}

/** Removes what the owner's backups that were cut short have left. Called only under the instance's lock. */
export function removePartial(folder: string, owner: string): void {
  const left = readdirSync(folder).filter(
    (file) => file.endsWith(PARTIAL) && namedArchive(file.slice(0, -PARTIAL.length))?.owner === owner,
  );
  for (const file of left) rmSync(join(folder, file));
}
