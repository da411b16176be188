import { describe, expect, test } from "vitest";
import { requireRecordings } from "../../stacks/recordings.ts";
import { everyService, prometheus, quantflowApp } from "../../stacks/services/index.ts";

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
