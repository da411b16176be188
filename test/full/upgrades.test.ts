import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { contentsOf, type Database, dump } from "../../cli/backup/database.ts";
import { start } from "../../cli/backup/process.ts";
import { stageDatabase, swapDatabase } from "../../cli/backup/restore/database.ts";
import { ensureImages } from "../../cli/images/index.ts";
import { run } from "../../cli/run.ts";
import { referenceOf } from "../../stacks/images.ts";
import { verdictOf } from "../../stacks/upgrades.ts";
import { docker } from "../e2e/engine.ts";
import { eventually } from "../e2e/eventually.ts";
import { workshop } from "../support/tools.ts";
import { newerPostgresql } from "./restore/newer-postgresql.ts";

const { signal } = new AbortController();
const LOCAL = { kind: "local" } as const;
const OLD = "quantflow-upgrades-15";
const NEW = "quantflow-upgrades-17";

const ROWS = `
CREATE ROLE quantflow_app;
CREATE SCHEMA quantflow AUTHORIZATION quantflow_app;
CREATE TABLE quantflow.trades (time timestamptz, id text, price numeric, fee double precision, PRIMARY KEY (time, id));
ALTER TABLE quantflow.trades OWNER TO quantflow_app;
INSERT INTO quantflow.trades
  SELECT '2026-11-23T00:00:00Z'::timestamptz + n * interval '1 millisecond', 'id ' || n, n / 7.0, sqrt(n) FROM generate_series(1, 5000) n;`;

describe("PostgreSQL 15 and 17", () => {
  const folder = mkdtempSync(join(tmpdir(), "quantflow-upgrades-"));
  const of = (container: string): Database => ({ container, database: "quantflow", superuser: "postgres" });
  const psql = (container: string, input: string, database = "quantflow") =>
    docker(
      ["exec", "--interactive", container, "psql", "-v", "ON_ERROR_STOP=1", "-qAt", "-U", "postgres", "-d", database],
      input,
    );
  const ready = (container: string) =>
    eventually(`${container} answers`, () => psql(container, "SELECT 1", "postgres"), { within: 90 });
  let native: string;
  let image: string;

  const run17 = (name: string, script: string, ...more: readonly string[]) =>
    docker([
      ...["run", "--detach", "--name", name, "--network=none", `--volume=${native}:/newer:ro`, ...more],
      ...["--entrypoint=sh", image, "-c", script],
    ]);

  beforeAll(async () => {
    native = await newerPostgresql(folder);
    await ensureImages(workshop, ["timescaledb"], LOCAL);
    image = referenceOf("timescaledb", LOCAL);
    const given = ["--env=POSTGRES_DB=quantflow", "--env=POSTGRES_PASSWORD=only-here"];
    await docker(["run", "--detach", "--name", OLD, "--network=none", ...given, image]);
    await run17(
      NEW,
      "/newer/bin/initdb -D /tmp/data -U postgres -A trust && exec /newer/bin/postgres -D /tmp/data -k /var/run/postgresql -c listen_addresses=",
    );
    await ready(OLD);
    await ready(NEW);
    await psql(NEW, "CREATE DATABASE quantflow; CREATE ROLE quantflow_app;", "postgres");
    await eventually("the old database", () => psql(OLD, "SELECT 1"), { within: 60 });
    await psql(OLD, ROWS);
  });

  afterAll(async () => {
    await run("docker", ["rm", "--force", "--volumes", OLD, NEW, `${NEW}-on-15`]);
    rmSync(folder, { recursive: true });
  });

  it("a dump of 15 is read by 17, every row of it, as the table of upgrades says", async () => {
    expect(verdictOf("timescaledb", "15", "17", "restored")).toEqual({ kind: "allowed" });
    const dumped = dump(start, signal, of(OLD));
    const pieces: Uint8Array[] = [];
    for await (const piece of dumped.content) pieces.push(piece);
    const contents = await dumped.contents();
    expect(contents.tables).toMatchObject([{ table: "quantflow.trades", rows: 5000 }]);
    await stageDatabase({ run, signal }, start, of(NEW), { content: Readable.from(pieces), contents });
    await swapDatabase({ run, signal }, of(NEW));
    const restored = await contentsOf({ run }, of(NEW));
    expect(restored.server).toMatch(/^17\./);
    expect(restored.tables).toEqual(contents.tables);
  });

  it("a dump that has a row less than its manifest says is not put in place", async () => {
    const dumped = dump(start, signal, of(OLD));
    const pieces: Uint8Array[] = [];
    for await (const piece of dumped.content) pieces.push(piece);
    const contents = await dumped.contents();
    const tables = contents.tables.map((table) => ({ ...table, rows: table.rows + 1 }));
    await psql(NEW, "CREATE TABLE kept (n int)");
    await expect(
      stageDatabase({ run, signal }, start, of(NEW), {
        content: Readable.from(pieces),
        contents: { ...contents, tables },
      }),
    ).rejects.toMatchObject({
      code: "restore/counts-differ",
      message: expect.stringContaining("quantflow.trades has 5000 rows, and 5001 were backed up"),
    });
    expect((await psql(NEW, "SELECT count(*) FROM kept")).trim()).toBe("0");
  });

  it("the files of 15 are not read by 17, as the table of upgrades says", async () => {
    expect(verdictOf("timescaledb", "15", "17", "inPlace").kind).toBe("refused");
    await docker(["stop", OLD]);
    const name = `${NEW}-on-15`;
    await run17(name, "exec /newer/bin/postgres -D /var/lib/postgresql/data", `--volumes-from=${OLD}`);
    expect((await docker(["wait", name])).trim()).not.toBe("0");
    const log = await run("docker", ["logs", name]);
    expect(log.stderr).toContain(
      "was initialized by PostgreSQL version 15, which is not compatible with this version 17",
    );
  });
});
