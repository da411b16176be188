import { describe, expect, it } from "vitest";
import { parseDuration } from "../../lib/metrics/duration.ts";
import { JOBS, type Job } from "../../metrics/index.ts";
import { rules } from "../../rules/index.ts";
import * as objectives from "../../rules/slos.ts";
import { environments } from "../../stacks/environments/index.ts";

const slos = Object.values(objectives);

/** The longest that an expression looks back, in seconds. */
const reach = (promql: string): number =>
  Math.max(...[...promql.matchAll(/\[(\w+)/g)].map(([, text = ""]) => parseDuration(text) ?? 0));

describe("an objective of ours", () => {
  it.each(slos.map((slo) => [slo.name, slo] as const))(
    "looks back no further than samples are kept: %s",
    (_, { errors }) => {
      const period = reach(errors.of.promql);
      expect(period).toBeGreaterThanOrEqual(14 * 86_400);
      expect(period).toBeLessThanOrEqual(environments.local.retention.time.value);
    },
  );

  it("says the fast burn louder than the slow one, and both of the application", () => {
    for (const { page, ticket } of slos) {
      expect([page.severity, ticket.severity]).toEqual(["critical", "warning"]);
      expect([page.labels["job"], ticket.labels["job"]]).toEqual(["quantflow", "quantflow"]);
      expect(page.labels["slo"]).toBe(ticket.labels["slo"]);
    }
  });

  it.each([
    [
      ["quantflow", "prometheus"],
      ["slo-feed-freshness", "slo-order-path", "slo-availability"],
    ],
    [["alertmanager", "prometheus"], []],
    [JOBS, ["slo-feed-freshness", "slo-order-path", "slo-availability", "slo-webhook-delivery"]],
  ] as readonly (readonly [readonly Job[], readonly string[]])[])(
    "stands or falls with the jobs that it reads: %s",
    (jobs, names) => {
      const found = rules({ jobs }).map(({ name }) => name);
      expect(found.filter((name) => name.startsWith("slo-"))).toEqual(names);
    },
  );
});
