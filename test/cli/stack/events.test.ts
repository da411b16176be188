import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { terraformEvent } from "../../../cli/stack/events.ts";

// Lines as Terraform 1.11.4 prints them.
const CHANGES = { add: 1, change: 0, import: 0, remove: 2, operation: "plan" };
const RESOURCE = { addr: "docker_volume.data", module: "", resource_type: "docker_volume" };

describe("a line of Terraform's machine-readable output", () => {
  it("tells what is planned", () => {
    const line = JSON.stringify({ "@level": "info", changes: CHANGES, type: "change_summary" });
    expect(terraformEvent(line)).toEqual({ kind: "counted", add: 1, change: 0, remove: 2 });
  });

  it("tells what was done, which of a saved plan is all that is told", () => {
    const line = JSON.stringify({ changes: { ...CHANGES, operation: "apply" }, type: "change_summary" });
    expect(terraformEvent(line)).toEqual({ kind: "counted", add: 1, change: 0, remove: 2 });
  });

  it.each([
    ["apply_start", "started"],
    ["apply_progress", "waiting"],
    ["apply_complete", "finished"],
  ])("%s says that a resource is %s", (type, kind) => {
    const line = JSON.stringify({ type, hook: { resource: RESOURCE, action: "create" } });
    expect(terraformEvent(line)).toEqual({ kind, address: "docker_volume.data", action: "create" });
  });

  it("tells an error with its resource, summary and detail", () => {
    const diagnostic = {
      severity: "error",
      summary: "No",
      detail: "The engine is dead.",
      address: "docker_volume.data",
    };
    expect(terraformEvent(JSON.stringify({ type: "diagnostic", diagnostic }))).toEqual({
      kind: "problem",
      severity: "error",
      text: "docker_volume.data: No\nThe engine is dead.",
    });
  });

  it("that is anything else is no event, and never throws", () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (line) => terraformEvent(line) === undefined));
  });
});
