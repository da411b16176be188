import { assert, asyncProperty, constantFrom, property, string } from "fast-check";
import { describe, expect, it } from "vitest";
import { createLog } from "../../../app/log.ts";
import { SEED } from "../../fuzz/seed.ts";
import { openLogging, PUBLIC, SECRETS } from "./doors.ts";
import { requestTo } from "./requests.ts";
import { talk } from "./talk.ts";

/** Controls of both sets, separators of lines, and marks that turn the direction of text. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const OBEYED = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/;

/** A log as the application writes it, and its lines. */
function writtenLog() {
  const lines: string[] = [];
  const log = createLog("quantflow", { write: (line) => lines.push(line) });
  log.level = "debug";
  return { log, lines };
}

const hostile = constantFrom(
  '\n{"level":60,"msg":"not ours"}\n',
  "\r\n\u001b[2J\u001b[31mgone",
  "\u009b31m\u0085next",
  "\u2028\u202etxt.exe",
  '","level":60,"x":"',
);
const text = string({ unit: "binary" });

describe("a line of the log", () => {
  it("is one object, which says what was logged and can do nothing to who reads it", () => {
    const { log, lines } = writtenLog();
    const told = (value: string) => {
      lines.length = 0;
      log.warn({ field: value, deep: { field: value }, err: new Error(value) }, value);
      expect(lines).toHaveLength(1);
      const line = lines[0] as string;
      expect(line.endsWith("\n")).toBe(true);
      expect(line.slice(0, -1)).not.toMatch(OBEYED);
      expect(JSON.parse(line)).toMatchObject({ level: 40, field: value, deep: { field: value }, msg: value });
    };
    assert(property(text, told), { numRuns: 1_000, seed: SEED });
    assert(property(hostile, told));
  });

  it("is written for each request, with fields of ours alone", { timeout: 120_000 }, async () => {
    const { log, lines } = writtenLog();
    const { "the application's public port": door } = await openLogging(log, () => []);
    lines.length = 0;
    const request = constantFrom(...PUBLIC).chain(requestTo);
    await assert(
      asyncProperty(request, async ({ bytes }) => void (await talk(door.port, bytes))),
      { numRuns: 300, seed: SEED },
    );
    const ended = lines.map((line) => JSON.parse(line)).filter(({ msg }) => msg === "request ended");
    expect(ended.length).toBeGreaterThan(200);
    for (const line of ended)
      expect(Object.keys(line)).toEqual([
        "level",
        "time",
        "service",
        "requestId",
        "method",
        "route",
        "status",
        "code",
        "seconds",
        "msg",
      ]);
    for (const secret of Object.values(SECRETS)) expect(lines.join("")).not.toContain(secret);
  });
});
