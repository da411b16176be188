import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { READERS } from "./readers/index.ts";

/** What the reader makes of the content: a value, or the code of an error. */
async function readAs(what: string, content: string): Promise<unknown> {
  const reader = READERS.find((one) => one.what === what);
  if (reader === undefined) throw new Error(`there is no reader of ${what}`);
  const folder = mkdtempSync(join(tmpdir(), "quantflow-fuzz-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  try {
    return await reader.read(Buffer.from(content), folder);
  } catch (error) {
    if (error instanceof Error && "code" in error) return error.code;
    throw error;
  }
}

/** 500 of them took a minute. */
const endless = `&a [${"*a,".repeat(500)}]`;

describe("what the damaged samples found once is refused with a code", () => {
  it.each([
    ["what Terraform pulls of a state", "null", "plan/terraform-failed"],
    ["what the engine describes", "[null]", "stack/engine-strange"],
    ["what the engine describes", "\u00f3", "stack/engine-strange"],
    ["what Prometheus answers a command", "null", "stack/prometheus-silent"],
    ["what Prometheus answers a command", "<html>", "stack/prometheus-silent"],
    ["what Prometheus answers who looks for empty panels", '{"data":{}}', "dashboards/prometheus-refuses"],
    ["what a faults' run is answered", "<html>", "faults/silent"],
    ["what stands in a database", 'quantflow:server {"name":', "backup/copy-failed"],
    ["what a target exposes", 'HTTP/1.0 200 OK\r\n\r\na_total{x="', "catalogue/scrape-failed"],
    ["the report of vitest", '{"numPassed', "check/no-report"],
    ["results of faults", '[{"cell', "faults/broken-results"],
    ["results of faults", "{}", "faults/broken-results"],
    ["a ruler's list of rules", `quantflow: ${endless}`, "hosted/strange-answer"],
  ])("%s: %s", async (what, content, code) => {
    expect(await readAs(what, content)).toBe(code);
  });
});

describe("what the damaged samples found once is nothing to be read", () => {
  it.each([
    ["how far an apply came", "null", undefined],
    ["how far an apply came", '{"seal":"5e","complete":false}', undefined],
    ["what was found out about Terraform", "[]", undefined],
    ["an event of Terraform", '{"type":{"toString":null}}', undefined],
    ["what was cut short", "[null]", []],
    ["what Go knows of newer modules", "- - -", { unreachable: "go list printed nothing" }],
    ["what npm knows of newer packages", "\u00f3", { unreachable: "npm printed something else: \u00f3" }],
    ["what promtool once said, from the cache", '[{"rule":', [[]]],
  ])("%s: %s", async (what, content, value) => {
    expect(await readAs(what, content)).toEqual(value);
  });
});
