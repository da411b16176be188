import { copyFileSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { manifestShape } from "../../cli/backup/archive/manifest.ts";
import { keptIn } from "../../cli/backup/kept.ts";
import { type Clone, cloneTree, type Ended, repository } from "../e2e/clone.ts";
import { containerNames, docker } from "../e2e/engine.ts";
import { eventually, found } from "../e2e/eventually.ts";
import { platformOf, requireAllTargetsUp } from "../e2e/platform.ts";
import { madeBy, madeByLine } from "../support/made-by.ts";
import {
  makeSilence,
  type Place,
  savedFlow,
  saveFlow,
  silencesOf,
  sql,
  type TIMED,
  upTo,
  writesDuring,
} from "./restore/drill.ts";
import { type Drill, writePage } from "./restore/report.ts";

const COMMAND = "QUANTFLOW_WRITE_REPORT=1 npx vitest run --project full test/full/restore.test.ts";
/** Rows reach the database so much later than they happened, at most. */
const SETTLED_MILLISECONDS = 15_000;

const backedUpShape = z.object({
  path: z.string(),
  size: z.number(),
  manifest: manifestShape,
  stillMilliseconds: z.record(z.string(), z.number()),
});
const restoredShape = z.object({ stillMilliseconds: z.number() });

const succeeded = ({ code, stderr, stdout }: Ended): string => {
  expect(code, stderr).toBe(0);
  return stdout;
};

describe("an instance that is backed up while it works, and restored into an empty one", () => {
  const folder = mkdtempSync(join(tmpdir(), "quantflow-drill-"));
  const comparisons: { table: string; before: string; after: string }[] = [];
  const finds: { what: string; found: string }[] = [];
  let first: Place;
  let second: Place;
  let empty: Clone;
  let until: number;
  let silenceId: string;
  let sample: { at: number; value: number };
  let backup: z.infer<typeof backedUpShape>;
  let drill: Omit<Drill, "compared" | "found">;
  let key: { QUANTFLOW_SECRET_BACKUP_KEY_FILE: string };

  beforeAll(async () => {
    const clone = await cloneTree({ instance: "drill-from", environment: "local" });
    succeeded(await clone.quantflow(["up"]));
    first = { clone, platform: platformOf(clone) };
    await saveFlow(first);
    silenceId = await makeSilence(first, "made a moment before the backup", Date.now());
    await eventually(
      "stored trades, and an alert in the history",
      async () => {
        found(Number(await sql(first, "SELECT count(*) FROM quantflow.trades")) > 5 ? [1] : [], "no trades");
        found(await first.platform.history(), "no alert");
      },
      { within: 240 },
    );
    until = Date.now() - SETTLED_MILLISECONDS;
    const at = until / 1000;
    sample = { at, value: found(await first.platform.query("sum(quantflow_price_updates_total)", at), "none").value };
  });

  afterAll(async () => {
    await first?.clone.destroy();
    await empty?.destroy();
    rmSync(folder, { recursive: true });
  });

  it("is written into an archive that is whole, while trades and ticks go on", async () => {
    const { result, writes } = await writesDuring(first, first.clone.quantflow(["backup", "--to", folder, "--json"]));
    backup = backedUpShape.parse(JSON.parse(succeeded(result)));
    expect(writes).toBeGreaterThan(0);
    const kept = keptIn(first.platform.model).map(({ name }) => name);
    expect(kept).toEqual(expect.arrayContaining(["alertmanager-data", "prometheus-data", "timescaledb-data"]));
    expect(backup.manifest.parts.map(({ name }) => name)).toEqual(["secrets", ...kept]);
    // Not before, for its ports are those that are free now.
    empty = await cloneTree({ instance: "drill-into", environment: "local" });
    key = { QUANTFLOW_SECRET_BACKUP_KEY_FILE: join(first.clone.home, "backup", "secrets", "backup-key") };
    const verified = await empty.quantflow(["backup", "verify", backup.path], { env: key });
    succeeded(verified);
    drill = {
      ...{ manifest: backup.manifest, size: backup.size, copying: backup.stillMilliseconds, writes, exchanging: 0 },
      seconds: { backup: result.seconds, verify: verified.seconds, restore: 0 },
    };
    await requireAllTargetsUp(first.platform);
  });

  it("is refused, in one line and before anything is changed, with another key or without its end", async () => {
    const other = join(folder, "other-key");
    writeFileSync(other, Buffer.alloc(32, "another key, which opens nothing").toString("base64"));
    const cut = join(folder, "cut.backup");
    copyFileSync(backup.path, cut);
    truncateSync(cut, backup.size - 1);
    const refusals = [
      await empty.quantflow(["restore", backup.path]),
      await empty.quantflow(["restore", backup.path], { env: { QUANTFLOW_SECRET_BACKUP_KEY_FILE: other } }),
      await empty.quantflow(["restore", cut], { env: key }),
    ];
    expect(refusals.map(({ code }) => code)).toEqual([1, 1, 1]);
    expect(refusals.map(({ stderr }) => /\((\S+)\)\s*$/.exec(stderr)?.[1])).toEqual([
      "backup/key-missing",
      "backup/other-key",
      "backup/damaged",
    ]);
    expect(await containerNames(empty.prefix)).toEqual([]);
  });

  it("has the same rows in every table up to then", async () => {
    const restored = await empty.quantflow(["restore", backup.path, "--json"], { env: key });
    const { stillMilliseconds } = restoredShape.parse(JSON.parse(succeeded(restored)));
    drill = { ...drill, exchanging: stillMilliseconds, seconds: { ...drill.seconds, restore: restored.seconds } };
    second = { clone: empty, platform: platformOf(empty) };
    for (const table of ["trades", "candles", "ticks", "alerts"] as const satisfies (keyof typeof TIMED)[]) {
      const [before, after] = [await upTo(first, table, until), await upTo(second, table, until)];
      expect({ table, rows: after }).toEqual({ table, rows: before });
      comparisons.push({ table, before, after });
    }
    expect(comparisons.find(({ table }) => table === "trades")?.before).not.toMatch(/^0 rows/);
  });

  it("has the silence that was made a moment before", async () => {
    const [before, after] = [await silencesOf(first), await silencesOf(second)];
    expect(after).toContainEqual(before.find(({ id }) => id === silenceId));
    finds.push({ what: "the silence that was made a moment before the backup", found: silenceId });
  });

  it("answers from the history of every metric", async () => {
    const [then] = await second.platform.query("sum(quantflow_price_updates_total)", sample.at);
    expect(then?.value).toBe(sample.value);
    finds.push({
      what: `\`sum(quantflow_price_updates_total)\` at ${new Date(sample.at * 1000).toISOString()}`,
      found: `${sample.value}`,
    });
  });

  it("has every alert that the webhook had received", async () => {
    const received = (await first.platform.history()).filter(({ receivedAt }) => Date.parse(receivedAt) <= until);
    expect(received.length).toBeGreaterThan(0);
    expect(await second.platform.history()).toEqual(expect.arrayContaining(received));
    finds.push({ what: "alerts of the webhook's history until then", found: `${received.length}` });
  });

  it("has the flows, and opens the credentials in them", async () => {
    const [before, after] = [await savedFlow(first), await savedFlow(second)];
    expect(after).toEqual(before);
    expect(after.user).toBe("drill");
    finds.push({ what: "the user in the encrypted credentials of Node-RED's flow", found: "drill" });
  });

  it("goes on from there: trades are made and every target is up", async () => {
    await eventually("every target", () => requireAllTargetsUp(second.platform), { within: 90 });
    const trades = Number(await sql(second, "SELECT count(*) FROM quantflow.trades"));
    await eventually(
      "another trade",
      async () => found(Number(await sql(second, "SELECT count(*) FROM quantflow.trades")) > trades ? [1] : [], trades),
      { within: 240 },
    );
  });

  it("refuses another restore over what it has now, unless that is given up", async () => {
    const { code, stderr } = await empty.quantflow(["restore", backup.path], { env: key });
    expect(code).toBe(1);
    expect(stderr).toContain("(restore/holds-data)");
    const silence = await makeSilence(second, "made after the restore", Date.now());
    const again = ["restore", backup.path, "--only", "alertmanager", "--replace", "--yes"];
    succeeded(await empty.quantflow(again, { env: key }));
    const ids = (await silencesOf(second)).map(({ id }) => id);
    expect(ids).toContain(silenceId);
    expect(ids).not.toContain(silence);
  });

  it("refuses what a newer PostgreSQL has written, in a backup and in place, before anything is changed", async () => {
    const before = await docker(["inspect", "--format", "{{.State.StartedAt}}", `${empty.prefix}-timescaledb`]);
    empty.edit("stacks/versions.ts", 'local: {\n      version: "15",', 'local: {\n      version: "14",');
    const { code, stderr } = await empty.quantflow(["restore", backup.path, "--replace", "--yes"], { env: key });
    expect(code).toBe(1);
    expect(stderr).toContain("timescaledb 15 to 14: an older PostgreSQL does not read the dump of a newer one");
    const up = await empty.quantflow(["up"]);
    expect(up.code).toBe(1);
    expect(up.stderr).toContain("timescaledb 15 to 14: an older PostgreSQL does not read the files of a newer one");
    expect(up.stderr).toContain("(stack/data-unreadable)");
    expect(await docker(["inspect", "--format", "{{.State.StartedAt}}", `${empty.prefix}-timescaledb`])).toBe(before);
    await empty.restore();
  });

  it("is told in docs/reports/restore-drill.md", async () => {
    const whole: Drill = { ...drill, compared: comparisons, found: finds };
    expect(whole.found).toHaveLength(4);
    if (process.env["QUANTFLOW_WRITE_REPORT"] !== "1") return;
    writePage(whole, madeByLine(await madeBy(repository, COMMAND, new Date())));
    expect(readFileSync(join(repository, "docs", "reports", "restore-drill.md"), "utf8")).toContain(silenceId);
  });
});
