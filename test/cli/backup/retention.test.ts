import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, it } from "vitest";
import { fileName, namedArchive } from "../../../cli/backup/archive/file-name.ts";
import { archivesIn } from "../../../cli/backup/archives.ts";
import { expired, removeExpired, removePartial, retentionFrom } from "../../../cli/backup/retention.ts";
import { temporaryFolder } from "../fixtures.ts";

const DAY = 86_400_000;
const now = Date.parse("2026-11-23T12:00:00Z");
const madeDaysAgo = (days: number) => fileName("quantflow", "local", new Date(now - days * DAY));

it("has a name that says whose it is and when it was made, to the second", () => {
  const name = fileName("quantflow-two", "local", new Date("2026-11-23T21:45:07.123Z"));
  expect(name).toBe("quantflow-two-local-20261123T214507Z.backup");
  expect(namedArchive(name)).toEqual({
    file: name,
    owner: "quantflow-two-local",
    madeAt: new Date("2026-11-23T21:45:07Z"),
  });
});

it.each(["", "x.backup", "quantflow-local-20261323T214507Z.backup", "quantflow-local-20261123T214507Z.backup.partial"])(
  "is none of ours: %s",
  (name) => expect(namedArchive(name)).toBeUndefined(),
);

it("keeps what either rule keeps, and without a rule everything", () => {
  const archives = [0, 1, 2, 3, 4].map(
    (days) => namedArchive(madeDaysAgo(days)) as NonNullable<ReturnType<typeof namedArchive>>,
  );
  const gone = (keep?: string, days?: string) =>
    expired(archives, retentionFrom(keep, days), now).map(({ madeAt }) => (now - madeAt.getTime()) / DAY);
  expect(gone()).toEqual([]);
  expect(gone("2")).toEqual([2, 3, 4]);
  expect(gone(undefined, "3")).toEqual([4]);
  expect(gone("1", "3")).toEqual([4]);
  expect(gone("9")).toEqual([]);
});

it("never removes the newest", () => {
  const days = fc.uniqueArray(fc.integer({ min: 0, max: 4000 }), { minLength: 1, maxLength: 20 });
  const rule = fc.record(
    { keep: fc.integer({ min: 1, max: 30 }), days: fc.integer({ min: 1, max: 400 }) },
    { requiredKeys: ["keep"] },
  );
  fc.assert(
    fc.property(days, rule, (ages, retention) => {
      const archives = ages.flatMap((age) => namedArchive(madeDaysAgo(age)) ?? []);
      const newest = madeDaysAgo(Math.min(...ages));
      expect(expired(archives, retention, now).map(({ file }) => file)).not.toContain(newest);
    }),
  );
});

it("removes only this instance's, and leaves what is no backup", () => {
  const folder = temporaryFolder();
  const other = fileName("quantflow-two", "local", new Date(now - 9 * DAY));
  const files = [madeDaysAgo(0), madeDaysAgo(8), other, "notes.txt", `${madeDaysAgo(8)}.partial`];
  for (const file of files) writeFileSync(join(folder, file), "");
  mkdirSync(join(folder, "secrets"));
  expect(removeExpired(folder, "quantflow-local", { keep: 1 }, now)).toEqual([madeDaysAgo(8)]);
  expect(readdirSync(folder).sort()).toEqual([...files.filter((file) => file !== madeDaysAgo(8)), "secrets"].sort());
  expect(archivesIn(folder).map(({ file }) => file)).toEqual([madeDaysAgo(0), other]);
});

it("removes what this instance's backups that were cut short have left, and nothing else", () => {
  const folder = temporaryFolder();
  const other = fileName("quantflow-two", "local", new Date(now));
  const files = [madeDaysAgo(0), `${other}.partial`, "quantflow-local-notes.partial"];
  for (const file of [...files, `${madeDaysAgo(0)}.partial`, `${madeDaysAgo(8)}.partial`])
    writeFileSync(join(folder, file), "");
  removePartial(folder, "quantflow-local");
  expect(readdirSync(folder).sort()).toEqual([...files].sort());
});

it.each(["0", "-1", "1.5", "two", ""])("refuses to keep %j", (keep) => {
  expect(() => retentionFrom(keep, undefined)).toThrow("--keep must be a whole number from 1");
});
