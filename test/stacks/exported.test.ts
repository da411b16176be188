import { describe, expect, it } from "vitest";
import type { Recording } from "../../lib/metrics/recording.ts";
import { exportedProblems, requireExported } from "../../stacks/exported.ts";
import { readRecordings } from "../../stacks/recordings.ts";
import { targets } from "../../stacks/targets.ts";

const all = { targets: Object.values(targets) };
const recordings = readRecordings();

/** The recordings, as if another version of this exporter had been recorded. */
const changed = (exporter: string, change: (metrics: Recording["metrics"]) => Recording["metrics"]) =>
  recordings.map((one) => (one.exporter === exporter ? { ...one, metrics: change(one.metrics) } : one));

describe("what rules and panels may ask for", () => {
  it("is exported by the versions that run", () => {
    expect(() => requireExported(all, recordings)).not.toThrow();
  });

  it("is refused when a version no longer has the metric, the label or the type", () => {
    const without = changed("redis-exporter", ({ redis_up: _, ...rest }) => rest);
    expect(exportedProblems(all, without)).toEqual(["job redis: redis_up: never exported"]);

    const unlabelled = changed("alertmanager", (metrics) => ({
      ...metrics,
      alertmanager_notifications_failed_total: {
        ...{ type: "gauge", help: "", series: 1 },
        labels: { integration: 18 },
      },
    }));
    expect(exportedProblems(all, unlabelled)).toEqual([
      "job alertmanager: alertmanager_notifications_failed_total: label reason is gone, it has integration",
      "job alertmanager: alertmanager_notifications_failed_total: was counter, is gauge",
    ]);
    expect(() => requireExported(all, unlabelled)).toThrow(expect.objectContaining({ code: "stacks/not-exported" }));
  });

  it("is not judged where an exporter was never recorded", () => {
    const none = recordings.filter(({ exporter }) => exporter !== "redis-exporter");
    expect(exportedProblems(all, none)).toEqual([]);
  });
});
