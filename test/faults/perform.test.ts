import { expect, it } from "vitest";
import type { FaultKind } from "../../faults/kind.ts";
import { stop } from "../../faults/kinds/ended.ts";
import type { Cell } from "../../faults/matrix.ts";
import { perform } from "../../faults/perform.ts";
import { redis } from "../../stacks/services/index.ts";
import { recordingStage } from "./stage.ts";

/** A fault of which each step is written down; one of them may fail. */
function performed(failing?: "prepare" | "inject") {
  const steps: string[] = [];
  const step = (name: string) => async () => {
    steps.push(name);
    if (name === failing) throw new Error(`${name} failed`);
  };
  const kind: FaultKind = {
    ...stop,
    prepare: step("prepare"),
    inject: step("inject"),
    undo: step("undo"),
    cleanUp: step("cleanUp"),
  };
  const cell: Cell = { name: "redis/stop", service: redis, kind, statement: { waived: "it is a test" } };
  let now = 0;
  const well = { inspect: "/quantflow-redis running healthy\n" };
  const stage = { ...recordingStage(well).stage, now: () => (now += 5_000) };
  return { steps, result: perform(stage, cell) };
}

it("a fault is prepared, injected, undone and cleaned up after, in this order", async () => {
  const { steps, result } = performed();
  expect((await result).problems).toEqual([]);
  expect(steps).toEqual(["prepare", "inject", "undo", "cleanUp"]);
});

it("what was prepared is taken back where the preparation fails halfway", async () => {
  const { steps, result } = performed("prepare");
  await expect(result).rejects.toThrow("prepare failed");
  expect(steps).toEqual(["prepare", "cleanUp"]);
});

it("and where the fault itself cannot be injected", async () => {
  const { steps, result } = performed("inject");
  await expect(result).rejects.toThrow("inject failed");
  expect(steps).toEqual(["prepare", "inject", "undo", "cleanUp"]);
});
