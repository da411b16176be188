import { describe, expect, it } from "vitest";
import { troubles, untilWell } from "../../faults/quiet.ts";
import type { FiringAlert, Stage } from "../../faults/stage.ts";
import { recordingStage } from "./stage.ts";

const WELL = { inspect: "/quantflow-prometheus running \n/quantflow-redis running healthy\n" };
const NOTHING: ReadonlySet<string> = new Set();
const slow = new Set(["ScrapeSlow of redis"]);
const warning = (state: FiringAlert["state"]): FiringAlert => ({
  labels: { alertname: "ScrapeSlow", job: "redis", severity: "warning" },
  state,
});
const held = (severity: string) => ({
  labels: { alertname: "ScrapeSlow", job: "redis", severity },
  status: { inhibitedBy: [] },
});
const stageWith = (more: Partial<Stage>): Stage => ({ ...recordingStage(WELL).stage, ...more });

describe("an instance is well", () => {
  it("when containers run, targets are up and nothing critical fires", async () => {
    expect(await troubles(stageWith({}), NOTHING)).toEqual([]);
  });

  it("in spite of a warning, and of an objective that was missed hours ago", async () => {
    const objective = { alertname: "FeedFreshnessBurnsFast", severity: "critical", slo: "feed-freshness" };
    const alerts = async () => [warning("firing"), { labels: objective, state: "firing" as const }];
    expect(await troubles(stageWith({ alerts, routed: async () => [held("warning")] }), NOTHING)).toEqual([]);
  });
});

describe("it is not", () => {
  it("while a container is not healthy, a target is down or one is missing", async () => {
    const stage = stageWith({
      docker: async () => "/quantflow-mail exited \n/quantflow-redis running unhealthy\n",
      downTargets: async () => ["redis"],
      query: async () => [],
    });
    expect(await troubles(stage, NOTHING)).toEqual([
      "quantflow-mail exited ",
      "quantflow-redis running unhealthy",
      "target redis is down",
      `${stage.model.targets.length} targets are not up`,
    ]);
  });

  it("while Alertmanager holds something critical, whose group would make the next one wait", async () => {
    expect(await troubles(stageWith({ routed: async () => [held("critical")] }), NOTHING)).toEqual([
      "Alertmanager still holds ScrapeSlow of redis",
    ]);
  });

  it.each(["pending", "firing"] as const)("while the warning that a cell waits for is %s already", async (state) => {
    const stage = stageWith({ alerts: async () => [warning(state)], routed: async () => [held("warning")] });
    expect(await troubles(stage, slow)).toEqual([
      `ScrapeSlow of redis is ${state}`,
      "Alertmanager still holds ScrapeSlow of redis",
    ]);
  });

  it("while one of those that are asked does not answer", async () => {
    const stage = stageWith({ alerts: () => Promise.reject(new Error("Prometheus is silent")) });
    expect(await troubles(stage, NOTHING)).toEqual(["Prometheus is silent"]);
  });
});

it("the time until all is well is given up with what is still wrong", async () => {
  let now = 0;
  const clock = {
    now: () => now,
    pause: async () => {
      now += 1_000;
    },
  };
  const stage = stageWith({ ...clock, downTargets: async () => (now < 3_000 ? ["redis"] : []) });
  expect(await untilWell(stage, 10, NOTHING)).toBe(3);
  now = 0;
  expect(await untilWell(stage, 2, NOTHING)).toEqual(["target redis is down"]);
});
