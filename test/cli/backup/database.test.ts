import { PassThrough } from "node:stream";
import { expect, it } from "vitest";
import type { DatabaseContents } from "../../../cli/backup/archive/manifest.ts";
import { contentsOf, dump } from "../../../cli/backup/database.ts";
import type { Ended, Start } from "../../../cli/backup/process.ts";
import { differencesOf, dropDatabase, swapDatabase } from "../../../cli/backup/restore/database.ts";
import { ended, fakeRun } from "../fixtures.ts";
import { gathered } from "./given.ts";

const OF = { container: "quantflow-timescaledb", database: "quantflow", superuser: "postgres" };
const WORDS = [
  'server {"name": "quantflow", "server": "15.18", "extensions": {"plpgsql": "1.0"}}',
  'table {"table": "quantflow.trades", "rows": 3, "sum": "-12"}',
];
const CONTENTS: DatabaseContents = {
  ...{ name: "quantflow", server: "15.18", extensions: { plpgsql: "1.0" } },
  tables: [{ table: "quantflow.trades", rows: 3, sum: "-12" }],
};

const dumping = (words: readonly string[], end: Ended) => {
  const asked: string[] = [];
  const start: Start = (_command, _args, { onWord }) => {
    const [input, output] = [new PassThrough(), new PassThrough()];
    input.on("data", (text) => asked.push(`${text}`));
    for (const word of words) onWord(word);
    output.end("PGDMP");
    return { input, output, ended: Promise.resolve(end) };
  };
  return { dumped: dump(start, new AbortController().signal, OF), asked };
};

it("dumps and counts in one snapshot", async () => {
  const { dumped, asked } = dumping(["dumped", ...WORDS], { code: 0, complaint: "" });
  expect((await gathered(dumped.content)).toString()).toBe("PGDMP");
  expect(await dumped.contents()).toEqual(CONTENTS);
  const [statements = ""] = asked;
  expect(statements).toContain("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;");
  expect(statements.indexOf("pg_export_snapshot")).toBeLessThan(statements.indexOf("--snapshot="));
  expect(statements.indexOf("--snapshot=")).toBeLessThan(statements.indexOf("hashtextextended"));
});

it("takes no dump for whole whose program failed, though the client ended well", async () => {
  const { dumped } = dumping(WORDS, { code: 0, complaint: "pg_dump: error: could not write" });
  await expect(dumped.contents()).rejects.toMatchObject({
    code: "backup/copy-failed",
    message: "The data of quantflow-timescaledb could not be copied: pg_dump: error: could not write",
  });
});

it("reads the contents of a database the same way", async () => {
  const { run } = fakeRun(() => ended(WORDS.map((word) => `quantflow:${word}\n`).join("")));
  expect(await contentsOf({ run }, OF)).toEqual(CONTENTS);
});

it("takes the other's place in one transaction, and what it replaced is dropped apart from that", async () => {
  const { run, calls } = fakeRun(() => ended());
  const context = { run, signal: new AbortController().signal };
  await swapDatabase(context, OF);
  await dropDatabase(context, OF);
  const [swap = "", drop = ""] = calls.map(({ options }) => `${options.input}`);
  expect(swap.split("\n").filter((line) => /^(BEGIN|ALTER|COMMIT|DROP)/.test(line))).toEqual([
    "BEGIN;",
    "ALTER DATABASE quantflow RENAME TO quantflow_replaced;",
    "ALTER DATABASE quantflow_restored RENAME TO quantflow;",
    "COMMIT;",
  ]);
  expect(drop).toContain("DROP DATABASE IF EXISTS quantflow_replaced WITH (FORCE);");
});

it("is where it should be though what it replaced cannot be dropped", async () => {
  const { run } = fakeRun(() => ended("", 1, "ERROR: out of shared memory"));
  const dropped = dropDatabase({ run, signal: new AbortController().signal }, OF);
  await expect(dropped).rejects.toMatchObject({ code: "restore/left-behind" });
});

it("names each table that is another, and nothing where both hold the same", () => {
  const with_ = (...tables: DatabaseContents["tables"]): DatabaseContents => ({ ...CONTENTS, tables });
  const row = (table: string, rows: number, sum: string) => ({ table, rows, sum });
  expect(differencesOf(CONTENTS, { ...CONTENTS, server: "16.1" })).toEqual([]);
  const before = with_(row("a", 1, "1"), row("b", 2, "2"), row("c", 3, "3"));
  const after = with_(row("b", 2, "9"), row("c", 4, "3"), row("d", 0, "0"));
  expect(differencesOf(before, after)).toEqual([
    "a is not there; 1 rows were backed up",
    "b has other values in its 2 rows",
    "c has 4 rows, and 3 were backed up",
    "d is there, and was not backed up",
  ]);
});
