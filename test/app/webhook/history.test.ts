import { appendFile, mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { AlertHistory, type HistoryOptions } from "../../../app/webhook/history.ts";
import { FileJournal, type Journal, memoryJournal } from "../../../app/webhook/journal.ts";
import { type AlertRecord, alertKey } from "../../../app/webhook/schema.ts";
import { temporaryFolder } from "../support/exchange.ts";
import { alert, alerts } from "./support.ts";

const journalPath = async () => join(await temporaryFolder(), "data", "alerts.ndjson");
const linesOf = async (path: string) => (await readFile(path, "utf8")).split("\n").length - 1;
async function open(path: string, options: Partial<HistoryOptions> = {}): Promise<AlertHistory> {
  const history = await AlertHistory.open(new FileJournal(path), { channels: ["forward"], ...options });
  onTestFinished(() => history.close());
  return history;
}
const owed = (history: AlertHistory) => [...history.owed("forward").values()];

describe("the alert history", () => {
  it("is empty at first, and makes its folder", async () => {
    expect((await open(await journalPath())).newest(9)).toEqual([]);
  });

  it("is there again after a restart, newest first", async () => {
    const path = await journalPath();
    await (await open(path)).add([alert("a"), alert("b")]);
    expect((await open(path)).newest(9)).toEqual([alert("b"), alert("a")]);
  });

  it("knows after a restart what it stored, stores it once, and tells what was news", async () => {
    const path = await journalPath();
    expect(await (await open(path)).add([alert("a")])).toEqual([alert("a")]);
    expect(await (await open(path)).add([alert("a"), alert("a"), alert("b")])).toEqual([alert("b")]);
    expect(await linesOf(path)).toBe(2);
  });

  it("stores what comes at the same time once, and both senders wait until it is safe", async () => {
    const path = await journalPath();
    const history = await open(path);
    const both = await Promise.all([history.add([alert("a")]), history.add([alert("a")])]);
    expect(both).toEqual([[alert("a")], []]);
    expect(await linesOf(path)).toBe(1);
  });

  it("writes together what waits while the disk is busy", async () => {
    const written: (readonly string[])[] = [];
    const append = async (lines: readonly string[]) => void written.push(lines);
    const history = await AlertHistory.open({ ...memoryJournal, append });
    await Promise.all(alerts(100).map((one) => history.add([one])));
    expect(written.map(({ length }) => length)).toEqual([1, 99]);
  });

  it("keeps the last 2,000 and knows the others still", async () => {
    const history = await open(await journalPath(), { channels: [] });
    for (const prefix of ["a", "b", "c"]) await history.add(alerts(2_000, prefix));
    expect(history.newest(10_000)).toEqual([...alerts(2_000, "c")].reverse());
    expect(await history.add(alerts(2_000, "a"))).toEqual([]);
  });

  it("rewrites its log before it grows without end, and is the same after", async () => {
    const path = await journalPath();
    const long = (one: AlertRecord) => ({ ...one, annotations: { description: "d".repeat(20_000) } });
    const history = await open(path);
    for (const prefix of ["a", "b", "c", "d", "e", "f"]) {
      await history.add(alerts(500, prefix).map(long));
      for (const key of [...history.owed("forward").keys()]) void history.delivered("forward", key);
    }
    await history.close();
    const again = await open(path);
    expect(await linesOf(path)).toBeLessThan(6_000);
    expect(again.newest(9_999)).toEqual(history.newest(9_999));
    expect(again.newest(9_999)).toHaveLength(2_000);
    expect(owed(again)).toEqual([]);
    expect(await again.add(alerts(500, "a"))).toEqual([]);
  });

  it("takes alerts though its log cannot be made shorter, and tells it", async () => {
    const failures: unknown[] = [];
    const full = new Error("no space left on device");
    const journal: Journal = { ...memoryJournal, replace: () => Promise.reject(full) };
    const history = await AlertHistory.open(journal, { compactionFailed: (error) => failures.push(error) });
    const long = alert("a", { annotations: { description: "d".repeat(32 * 2 ** 20) } });
    expect(await history.add([long])).toEqual([long]);
    expect(await history.add([alert("b")])).toEqual([alert("b")]);
    expect(failures).toEqual([full]);
  });

  it("fails with a code when its place is no folder", async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, "file"), "");
    const opening = open(join(folder, "file", "alerts.ndjson"));
    await expect(opening).rejects.toMatchObject({ code: "WEBHOOK_JOURNAL" });
  });
});

describe("a log that holds more than entries", () => {
  it.each([
    ["null", "null\n"],
    ["a line that a crash cut short", '{"type":"alert","record":{"rec'],
    ["an entry of a kind that does not exist", '{"type":"else"}\n'],
    ["bytes that are no text", "\u0000\ufffd\n"],
    ["an array", "[]\n"],
  ])("stops nothing by %s, and loses nothing before or after it", async (_, text) => {
    const path = await journalPath();
    await (await open(path)).add([alert("a")]);
    await appendFile(path, text);
    const unreadable: number[] = [];
    const history = await open(path, { unreadable: (lines) => unreadable.push(lines) });
    await history.add([alert("b")]);
    expect(unreadable).toEqual([1]);
    expect(await readFile(`${path}.unreadable`, "utf8")).toBe(`${text.trimEnd()}\n`);
    const again = await open(path, { unreadable: (lines) => unreadable.push(lines) });
    expect(again.newest(9)).toEqual([alert("b"), alert("a")]);
    expect(unreadable).toEqual([1]);
  });

  it("keeps what it cannot read where it is while the disk takes no file beside it", async () => {
    const full = new Error("no space left on device");
    const lines = [JSON.stringify({ type: "alert", record: alert("a"), owed: [] }), "half a li"];
    const journal: Journal = {
      ...memoryJournal,
      load: async () => lines,
      keepAside: () => Promise.reject(full),
      replace: () => Promise.reject(new Error("would lose the line")),
    };
    const failures: unknown[] = [];
    const history = await AlertHistory.open(journal, { compactionFailed: (error) => failures.push(error) });
    expect(history.newest(9)).toEqual([alert("a")]);
    expect(failures).toEqual([full]);
  });

  it("has alerts alone, as it was written before there were channels: they are kept and owed to nobody", async () => {
    const path = await journalPath();
    await mkdir(dirname(path));
    const { truncatedAlerts, ...old } = alert("a");
    await writeFile(path, `${JSON.stringify(old)}\n`);
    const history = await open(path);
    expect(history.newest(9)).toEqual([{ ...old, truncatedAlerts }]);
    expect(owed(history)).toEqual([]);
  });
});

describe("the outbox", () => {
  it("owes each new alert to each channel, over a restart too", async () => {
    const path = await journalPath();
    const channels = ["history", "forward"];
    const history = await open(path, { channels });
    await history.add([alert("a"), alert("b")]);
    await history.delivered("forward", alertKey(alert("a")));
    for (const one of [history, await open(path, { channels })]) {
      expect([...one.owed("history").values()]).toEqual([alert("a"), alert("b")]);
      expect(owed(one)).toEqual([alert("b")]);
    }
  });

  it("tells when there is something to deliver, once it is safe", async () => {
    const told: number[] = [];
    const history: AlertHistory = await open(await journalPath(), { stored: () => told.push(owed(history).length) });
    await history.add([alert("a")]);
    await history.add([alert("a")]);
    expect(told).toEqual([1]);
  });

  it("does not deliver anew what it could not note, and tells that it could not", async () => {
    let full = false;
    const append = () => (full ? Promise.reject(new Error("full")) : Promise.resolve());
    const history = await AlertHistory.open({ ...memoryJournal, append }, { channels: ["forward"] });
    await history.add([alert("a")]);
    full = true;
    await expect(history.delivered("forward", alertKey(alert("a")))).rejects.toThrow("full");
    expect(owed(history)).toEqual([]);
  });

  it("keeps dead letters over a restart, and owes them again when asked", async () => {
    const path = await journalPath();
    const letter = { at: "2026-01-02T00:00:00.000Z", attempts: 10, reason: "the receiver answered 400" };
    const history = await open(path);
    await history.add([alert("a"), alert("b")]);
    await history.bury("forward", alertKey(alert("a")), letter);
    const again = await open(path);
    expect([...again.dead("forward").values()]).toEqual([{ record: alert("a"), ...letter }]);
    expect(owed(again)).toEqual([alert("b")]);
    expect(await again.retry("forward")).toBe(1);
    expect(await again.retry("forward")).toBe(0);
    const last = await open(path);
    expect(owed(last)).toEqual([alert("b"), alert("a", { retriedAt: expect.any(String) })]);
    expect(last.dead("forward").size).toBe(0);
  });

  it("keeps what is owed however many alerts follow, and takes no more when too much is", async () => {
    const path = await journalPath();
    const history = await open(path);
    for (let index = 0; index < 10; index += 1) await history.add(alerts(2_000, `${index}-`));
    expect((await open(path)).owed("forward").size).toBe(20_000);
    await expect(history.add([alert("more")])).rejects.toMatchObject({ code: "WEBHOOK_OUTBOX_FULL" });
    await history.delivered("forward", alertKey(alert("0-0")));
    expect(await history.add([alert("more")])).toEqual([alert("more")]);
  });
});
