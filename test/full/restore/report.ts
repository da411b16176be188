import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Manifest } from "../../../cli/backup/archive/manifest.ts";
import { sizeText } from "../../../cli/backup/size-text.ts";
import { repository } from "../../e2e/clone.ts";

/** What a drill did and found. */
export interface Drill {
  readonly manifest: Manifest;
  /** Bytes of the archive. */
  readonly size: number;
  readonly seconds: { readonly backup: number; readonly verify: number; readonly restore: number };
  /** Milliseconds for which the services of a volume did not work while it was copied. */
  readonly copying: Readonly<Record<string, number>>;
  /** Milliseconds for which the restored services did not work. */
  readonly exchanging: number;
  /** How often the newest tick changed while the backup was made. */
  readonly writes: number;
  /** A table's rows up to a time before the backup, in the instance that was backed up and in the restored one. */
  readonly compared: readonly { readonly table: string; readonly before: string; readonly after: string }[];
  /** What else was asked of both. */
  readonly found: readonly { readonly what: string; readonly found: string }[];
}

const row = (cells: readonly (string | number)[]): string => `| ${cells.join(" | ")} |`;
const grid = (head: readonly string[], rows: readonly (readonly (string | number)[])[]): string =>
  [row(head), row(head.map(() => "---")), ...rows.map(row)].join("\n");

/** The report as a page. @param made the commit, the command and the time, in a sentence. */
export function page(drill: Drill, made: string): string {
  const { manifest, seconds } = drill;
  const tables = manifest.parts.flatMap(({ database }) => database?.tables ?? []);
  const sections = [
    "# Restore drill",
    made,
    `An instance was backed up while it traded, and the backup restored into an empty one beside it, as
docs/backup.md tells: by \`quantflow backup\` and \`quantflow restore\`. What differs fails the run and leaves this page as it was.`,
    "## Times",
    grid(
      ["step", "seconds"],
      [
        ["`quantflow backup`, reading it back included", seconds.backup.toFixed(1)],
        ["`quantflow backup verify`", seconds.verify.toFixed(1)],
        [
          "`quantflow restore` into an instance that was never started, starting it included",
          seconds.restore.toFixed(1),
        ],
        ["of that, without the restored services", (drill.exchanging / 1000).toFixed(1)],
      ],
    ),
    `The newest tick of the database changed ${drill.writes} times while the backup was made.`,
    "## What is in the archive",
    `${sizeText(drill.size)}, encrypted. A service stood still while its files were copied; a database never does.`,
    grid(
      ["data", "of", "how", "size", "stood still, seconds"],
      manifest.parts.map(({ name, services, kind, size }) => [
        name,
        services.join(", ") || "the instance",
        kind,
        sizeText(size),
        ((drill.copying[name] ?? 0) / 1000).toFixed(1),
      ]),
    ),
    "## Tables, as they were dumped and as they were restored",
    "`quantflow restore` compares the rows and the sum of their hashes before it puts a database in its place.",
    grid(
      ["table", "rows", "sum of hashes"],
      tables.map(({ table, rows, sum }) => [table, rows, sum]),
    ),
    "## Asked of both instances",
    "The rows of what happened until 15 s before the backup, counted afterwards in both while both go on.",
    grid(
      ["table", "backed up", "restored"],
      drill.compared.map(({ table, before, after }) => [table, before, after]),
    ),
    grid(
      ["what", "found in the restored instance"],
      drill.found.map(({ what, found }) => [what, found]),
    ),
  ];
  return `${sections.join("\n\n")}\n`;
}

const PAGE = join(repository, "docs", "reports", "restore-drill.md");

/** Writes docs/reports/restore-drill.md. */
export const writePage = (drill: Drill, made: string): void => writeFileSync(PAGE, page(drill, made));
