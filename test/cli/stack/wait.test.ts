import { describe, expect, it } from "vitest";
import { prometheusSilent } from "../../../cli/stack/errors.ts";
import type { Prometheus, TargetState } from "../../../cli/stack/prometheus.ts";
import { notUp, waitForHealth, waitForRules, waitForTargets } from "../../../cli/stack/wait.ts";
import { ended, fakeRun, recordingTask, steppedClock } from "../fixtures.ts";

interface Look {
  readonly state?: string;
  readonly health?: string;
  readonly restarts?: number;
}

const inspected = (name: string, { state = "running", health = "healthy", restarts = 0 }: Look) => ({
  Id: `id-${name}`,
  Name: `/${name}`,
  Created: "2026-11-22T10:00:00.123456789Z",
  RestartCount: restarts,
  State: { Status: state, ExitCode: 0, OOMKilled: false, Health: { Status: health, Log: [{ Output: "refused" }] } },
});

/** An engine whose only container looks like this, one look after the other; the last look stays. */
function engineShowing(...looks: readonly Look[]) {
  let turn = 0;
  return fakeRun((args) => {
    if (args[0] === "logs") return ended("", 0, "FATAL: password authentication failed\n");
    const look = looks[Math.min(turn++, looks.length - 1)] ?? {};
    return ended(JSON.stringify([inspected("store", look)]));
  });
}

const patience = (limit: number) => ({ ...steppedClock(), limit });

describe("waiting for health", () => {
  it("ends when every container is healthy, and tells which it waits for", async () => {
    const { run, calls } = engineShowing({ health: "starting" }, { health: "starting" }, {});
    const task = recordingTask();
    await waitForHealth(run, ["store"], patience(10_000), task);
    expect(calls).toHaveLength(3);
    expect(task.told[0]).toBe("note 0 of 1 healthy, waiting for store");
  });

  it("takes a container without a health check as soon as it runs", async () => {
    await waitForHealth(engineShowing({ health: "none" }).run, ["store"], patience(0), recordingTask());
  });

  it("gives up in time and tells why: state, last check, last lines of the log", async () => {
    const { run } = engineShowing({ health: "unhealthy" });
    await expect(waitForHealth(run, ["store"], patience(5_000), recordingTask())).rejects.toMatchObject({
      code: "stack/unhealthy",
      message: expect.stringMatching(/store did not[\s\S]*health unhealthy[\s\S]*refused[\s\S]*FATAL: password/),
    });
  });

  it.each([
    ["has ended", { state: "exited", health: "unhealthy" }],
    ["is started again and again", { state: "restarting", health: "starting", restarts: 3 }],
  ])("does not wait for a container that %s", async (_what, look) => {
    const clock = steppedClock();
    const { run } = engineShowing(look);
    await expect(waitForHealth(run, ["store"], { ...clock, limit: 60_000 }, recordingTask())).rejects.toThrow("store");
    expect(clock.now()).toBe(0);
  });

  it("says so when the container is gone", async () => {
    const { run } = fakeRun(() => ended("[]", 1, "Error: No such container: store\n"));
    await expect(waitForHealth(run, ["store"], patience(0), recordingTask())).rejects.toThrow("no such container");
  });

  it("fails at once when the engine does not answer", async () => {
    const { run } = fakeRun(() => ended("", 1, "Cannot connect to the Docker daemon\n"));
    await expect(waitForHealth(run, ["store"], patience(5_000), recordingTask())).rejects.toMatchObject({
      code: "stack/engine-refused",
    });
  });
});

const target = (job: string, health: TargetState["health"], lastError = ""): TargetState => ({
  job,
  instance: `${job}:1`,
  health,
  lastError,
});

/** A Prometheus that answers these lists of targets one after the other; the last one stays. */
function prometheusShowing(...lists: readonly (readonly TargetState[])[]): Pick<Prometheus, "targets"> {
  let turn = 0;
  return {
    targets: async () => [...(lists[Math.min(turn++, lists.length - 1)] ?? [])],
  };
}

describe("waiting for targets", () => {
  const expected = new Map([
    ["app", 1],
    ["store", 2],
  ]);
  const up = [target("app", "up"), target("store", "up"), target("store", "up")];

  it("ends when as many as expected are up", async () => {
    const api = prometheusShowing([], [target("app", "unknown"), target("store", "up")], up);
    expect(await waitForTargets(api, expected, patience(10_000), recordingTask())).toEqual(up);
  });

  it("gives up in time and names each that is down or unknown, with the scrape's error", async () => {
    const api = prometheusShowing([target("app", "down", "401 Unauthorized"), target("store", "up")]);
    await expect(waitForTargets(api, expected, patience(2_000), recordingTask())).rejects.toMatchObject({
      code: "stack/targets-down",
      message: expect.stringMatching(
        /2 targets[\s\S]*app app:1: 401 Unauthorized[\s\S]*store : Prometheus does not know/,
      ),
    });
  });

  it("waits on while Prometheus does not answer, and says at the end that it never did", async () => {
    const silent = () => Promise.reject(prometheusSilent("http://localhost:9090", "ECONNREFUSED"));
    const api = prometheusShowing(up);
    let turn = 0;
    const late = { ...api, targets: () => (turn++ < 3 ? silent() : api.targets()) };
    expect(await waitForTargets(late, expected, patience(10_000), recordingTask())).toEqual(up);
    await expect(
      waitForTargets({ ...api, targets: silent }, expected, patience(2_000), recordingTask()),
    ).rejects.toMatchObject({ code: "stack/prometheus-silent" });
  });

  it("counts a target nobody expected, when it is down", () => {
    expect(notUp([...up, target("stray", "down")], expected).map(({ job }) => job)).toEqual(["stray"]);
  });
});

/** A Prometheus that answers these lists of rule files one after the other; the last one stays. */
function prometheusWithRules(...lists: readonly (readonly string[])[]): Pick<Prometheus, "ruleFiles"> {
  let turn = 0;
  return { ruleFiles: async () => lists[Math.min(turn++, lists.length - 1)] ?? [] };
}

describe("waiting for rules", () => {
  const expected = ["/rules/feed-2.yml", "/rules/host-1.yml"];

  it("ends when the changed file has taken the place of the old one", async () => {
    const task = recordingTask();
    const api = prometheusWithRules(["/rules/feed-1.yml", "/rules/host-1.yml"], expected);
    await waitForRules(api, expected, patience(10_000), task);
    expect(task.told).toEqual(["note waiting for /rules/feed-2.yml, /rules/feed-1.yml"]);
  });

  it("gives up in time and names what is not loaded and what is still there", async () => {
    const api = prometheusWithRules(["/rules/feed-1.yml", "/rules/host-1.yml"]);
    await expect(waitForRules(api, expected, patience(2_000), recordingTask())).rejects.toMatchObject({
      code: "stack/rules-not-loaded",
      message: expect.stringMatching(/feed-2\.yml: not loaded\n\s+\/rules\/feed-1\.yml: still loaded$/),
    });
  });
});
