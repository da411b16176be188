import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { exporterOf, readRecordings, requireRecordings } from "../../stacks/recordings.ts";
import { everyService, prometheus, quantflowApp } from "../../stacks/services/index.ts";
import { targets } from "../../stacks/targets.ts";

describe("the versions that run", () => {
  test("are those whose metrics were recorded", () => {
    expect(() => requireRecordings(everyService)).not.toThrow();
  });

  test("fail without a recording, naming the file that is wanted", () => {
    expect(() => requireRecordings([prometheus], "/nowhere")).toThrow(
      expect.objectContaining({
        code: "stacks/not-recorded",
        message: expect.stringContaining("prometheus-3.13.5.json"),
      }),
    );
  });

  test("need none where nothing of an exporter's runs", () => {
    expect(() => requireRecordings([quantflowApp], "/nowhere")).not.toThrow();
  });
});

describe("whose metrics a target exposes", () => {
  test("is the program that answers, with the version that it tells of itself", () => {
    expect(exporterOf(targets.redis)).toEqual({ exporter: "redis-exporter", version: "1.88.0" });
    expect(exporterOf(targets.grafana)).toEqual({ exporter: "grafana", version: "13.2.2" });
  });

  test("is of an image with several programs the one that answers", () => {
    expect(exporterOf(targets["thanos-store"])).toEqual({ exporter: "thanos-store", version: "0.40.1" });
  });

  test("is of a probe its module too, as each answers with metrics of its own", () => {
    expect(exporterOf(targets.mail)).toEqual({ exporter: "blackbox-exporter-smtp_banner", version: "0.28.0" });
    expect(exporterOf(targets["node-red"]).exporter).toBe("blackbox-exporter-http_login");
  });

  test("is in our own processes the library that ours stand beside", () => {
    expect(exporterOf(targets.quantflow).exporter).toBe("prom-client");
    expect(exporterOf(targets.exchange)).toEqual(exporterOf(targets.quantflow));
  });
});

describe("reading recordings", () => {
  test.each([
    ["is not JSON", "{", "JSON"],
    ["is something else", '{"exporter":"some","version":"1","metrics":{"a":{"type":"gauge"}}}', "metrics.a.help"],
  ])("fails with the file that %s", (_, text, words) => {
    const folder = mkdtempSync(join(tmpdir(), "recordings-"));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    writeFileSync(join(folder, "some-1.json"), text);
    expect(() => readRecordings(folder)).toThrow(
      expect.objectContaining({
        code: "stacks/broken-recording",
        message: expect.stringMatching(new RegExp(`some-1\\.json[^]*${words}`)),
      }),
    );
  });
});
