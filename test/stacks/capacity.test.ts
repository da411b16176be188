import { describe, expect, it } from "vitest";
import { group, type Recording } from "../../lib/alerting/rules/group.ts";
import { record } from "../../lib/alerting/rules/record.ts";
import { seriesOf } from "../../lib/metrics/cost.ts";
import { vector } from "../../lib/promql/vector.ts";
import { catalogue, isOwn } from "../../metrics/index.ts";
import { assemble } from "../../stacks/assemble.ts";
import { capacityOf, capacityProblems, requireCapacity } from "../../stacks/capacity.ts";
import { environments } from "../../stacks/environments/index.ts";
import { instanceFrom } from "../../stacks/instance.ts";
import { readRecordings } from "../../stacks/recordings.ts";
import type { Resolution } from "../../stacks/resolution.ts";
import { prometheus } from "../../stacks/services/index.ts";
import { prometheusAgent } from "../../stacks/services/prometheus-agent.ts";
import { quantflowTarget } from "../../stacks/services/quantflow-app.ts";
import { everyCase, RESOLUTIONS } from "./synthesized.ts";

const modelOf = ({ environment, resolution }: { environment: string; resolution: string }) =>
  assemble({
    environment: environments[environment as keyof typeof environments],
    instance: instanceFrom({}, "/nowhere", environment),
    resolution: RESOLUTIONS[resolution] as Resolution,
  });

describe("the capacity", () => {
  it.each(everyCase)("of $environment with images from $resolution carries every job within its limits", (one) => {
    expect(capacityProblems(capacityOf(modelOf(one)))).toEqual([]);
  });

  const local = modelOf({ environment: "local", resolution: "local" });

  it("counts ours by their declarations, others by their recordings, and what Prometheus adds", () => {
    const jobs = capacityOf(local).jobs;
    const application = jobs.find(({ job }) => job === "quantflow");
    const declared = catalogue.quantflow.filter(isOwn).reduce((sum, metric) => sum + seriesOf(metric), 0);
    const library = readRecordings().find(({ exporter }) => exporter === "prom-client");
    const recorded = Object.values(library?.metrics ?? {}).reduce((sum, { series }) => sum + series, 0);
    expect(application?.most).toBe(declared + recorded);
    expect(application?.series).toBe((application?.exposed ?? 0) + 8);
    const redis = jobs.find(({ job }) => job === "redis");
    expect(redis?.metrics.find(({ name }) => name === "redis_up")).toMatchObject({
      series: 1,
      whose: "used",
      unit: "boolean",
    });
    expect(redis?.metrics.find(({ name }) => name === "redis_db_keys_expiring")).toMatchObject({
      whose: "recorded",
      unit: undefined,
    });
  });

  it("grows with replicas: each target costs the same again", () => {
    const twice = capacityOf({ ...local, targets: [...local.targets, quantflowTarget] });
    const once = capacityOf(local);
    const job = once.jobs.find(({ job }) => job === "quantflow");
    expect(twice.need.series - once.need.series).toBe(job?.series);
    expect(twice.need.samplesPerSecond - once.need.samplesPerSecond).toBeCloseTo((job?.series ?? 0) / 15);
  });

  it("counts what rules record: by job where they name none, and as much as the rules that they read", () => {
    const perJob = record("job:up:sum", vector("sum by (job) (up)", "items", ["job"]));
    const ofOne = record("job:up:one", vector('sum by (job) (up{job="redis"})', "items", ["job"]));
    const reading = record("job:up:longer", vector("sum_over_time(job:up:sum[1h:1m])", "items", ["job"]));
    const byStream = record("stream:updates:rate", vector("sum by (stream) (rate(x[1m]))", "items/s", ["stream"]));
    const ruled = (...rules: readonly Recording[]) =>
      capacityOf({ ...local, groups: [group("some", [], rules)] }).ruleSeries;
    expect(ruled()).toBe(0);
    expect(ruled(perJob)).toBe(12);
    expect(ruled(ofOne)).toBe(1);
    expect(ruled(perJob, reading)).toBe(24);
    expect(ruled(byStream)).toBe(4);
  });

  it("of a job that was never recorded is its limit", () => {
    const registry = capacityOf(modelOf({ environment: "local", resolution: "registry" }));
    expect(registry.jobs.find(({ job }) => job === "grafana")).toMatchObject({
      recorded: false,
      exposed: 6000,
      series: 6008,
    });
  });
});

describe("what Prometheus is given", () => {
  const roomOf = (environment: string) => capacityOf(modelOf({ environment, resolution: "local" })).room;

  it("is what the profile's own service is: an agent has its own memory, and no disk to fill", () => {
    expect(roomOf("grafana-cloud")).toEqual({ memory: prometheusAgent.limits.memory, processors: 1 });
    expect(roomOf("local")).toMatchObject({
      memory: prometheus.limits.memory,
      disk: environments.local.retention.size,
    });
    expect(prometheusAgent.limits.memory.value).not.toBe(prometheus.limits.memory.value);
  });
});

describe("a budget that is burst", () => {
  const local = modelOf({ environment: "local", resolution: "local" });
  const burst = (limits: Partial<typeof quantflowTarget.limits>) =>
    capacityProblems(
      capacityOf({
        ...local,
        targets: local.targets.map((target) =>
          target.job === "quantflow" ? { ...target, limits: { ...target.limits, ...limits } } : target,
        ),
      }),
    );

  it("is told with job, count, budget, and the metric and label to look at", () => {
    expect(burst({ samples: 300 })).toEqual([
      expect.stringMatching(
        /^job quantflow exposes up to \d+ series a target, over its budget: sample_limit is 300, and \d+ would leave room\. Bound .*; most are of quantflow_\w+: \d+, by \w+( and \w+)?$/,
      ),
    ]);
    expect(() =>
      requireCapacity({
        ...local,
        targets: [{ ...quantflowTarget, limits: { ...quantflowTarget.limits, samples: 1 } }],
      }),
    ).toThrow(expect.objectContaining({ code: "stacks/over-budget" }));
    expect(burst({ labels: 3 })).toEqual([expect.stringContaining("label_limit of 3 would fail its scrape")]);
  });

  it("is told when Prometheus is given too little", () => {
    const short = {
      ...local.environment,
      retention: { ...local.environment.retention, size: { ...local.environment.retention.size, value: 1 } },
    };
    expect(capacityProblems(capacityOf({ ...local, environment: short }))).toEqual([
      expect.stringMatching(
        /^\d+ series need \d+ MiB of memory and [\d.]+ processors, as much again free, and \d+ MiB of disk; Prometheus is given 512 MiB and 1 processors, and 1 MiB of disk: raise/,
      ),
    ]);
  });
});
