import { appendFile, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { AlertHistory } from "../../../app/webhook/history.ts";
import { FileJournal } from "../../../app/webhook/journal.ts";
import type { AlertRecord } from "../../../app/webhook/schema.ts";
import { temporaryFolder } from "../support/exchange.ts";

const alert = (fingerprint: string): AlertRecord => ({
  receivedAt: "2026-01-01T00:00:00.000Z",
  status: "firing",
  labels: { alertname: "A" },
  annotations: {},
  startsAt: "2026-01-01T00:00:00.000Z",
  endsAt: "",
  fingerprint,
});
const many = (count: number, prefix = "f") => Array.from({ length: count }, (_, index) => alert(`${prefix}${index}`));
const journalPath = async () => join(await temporaryFolder(), "data", "alerts.ndjson");
const linesOf = async (path: string) => (await readFile(path, "utf8")).split("\n").length - 1;

describe("the alert history", () => {
  it("is empty at first, and makes its folder", async () => {
    const history = await AlertHistory.open(new FileJournal(await journalPath()));
    expect(history.newest(9)).toEqual([]);
  });

  it("is there again after a restart, newest first", async () => {
    const path = await journalPath();
    await (await AlertHistory.open(new FileJournal(path))).add([alert("a"), alert("b")]);
    const again = await AlertHistory.open(new FileJournal(path));
    expect(again.newest(9)).toEqual([alert("b"), alert("a")]);
  });

  it("knows after a restart what it stored, and stores it once", async () => {
    const path = await journalPath();
    await (await AlertHistory.open(new FileJournal(path))).add([alert("a")]);
    await (await AlertHistory.open(new FileJournal(path))).add([alert("a"), alert("a"), alert("b")]);
    expect(await linesOf(path)).toBe(2);
  });

  it("leaves out a line that a crash cut short, and loses nothing that follows it", async () => {
    const path = await journalPath();
    await (await AlertHistory.open(new FileJournal(path))).add([alert("a")]);
    await appendFile(path, '{"receivedAt":"2026-');
    await (await AlertHistory.open(new FileJournal(path))).add([alert("b")]);
    const again = await AlertHistory.open(new FileJournal(path));
    expect(again.newest(9)).toEqual([alert("b"), alert("a")]);
  });

  it("keeps the last 2,000 and rewrites the file before it grows without end", async () => {
    const path = await journalPath();
    const history = await AlertHistory.open(new FileJournal(path));
    for (const prefix of ["a", "b", "c", "d", "e"]) await history.add(many(2_000, prefix));
    expect(history.newest(10_000)).toEqual(many(2_000, "e").reverse());
    expect(await linesOf(path)).toBeLessThanOrEqual(8_000);
  });

  it("stores what comes at the same time once", async () => {
    const path = await journalPath();
    const history = await AlertHistory.open(new FileJournal(path));
    await Promise.all([history.add([alert("a")]), history.add([alert("a")])]);
    expect(await linesOf(path)).toBe(1);
  });

  it("fails with a code when its place is no folder", async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, "file"), "");
    const opening = AlertHistory.open(new FileJournal(join(folder, "file", "alerts.ndjson")));
    await expect(opening).rejects.toMatchObject({ code: "WEBHOOK_JOURNAL" });
  });
});
