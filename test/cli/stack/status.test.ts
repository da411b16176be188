import { describe, expect, it } from "vitest";
import { type Findings, isWell } from "../../../cli/stack/status.ts";

const watchdog = { name: "Watchdog", severity: "none", state: "firing", since: "2026-11-22T10:00:00Z" } as const;
const expected = new Map([["app", 1]]);

const findings = (given: Partial<Findings["status"]> = {}, silence?: string): Findings => ({
  status: {
    services: [{ name: "app", state: "running", health: "healthy", url: null }],
    targets: [{ job: "app", instance: "app:1", health: "up", lastError: "" }],
    alerts: [watchdog],
    omitted: [{ name: "grafana", why: "it has no local source" }],
    ...given,
  },
  silence,
});

describe("all is well", () => {
  it("when everything is healthy and up, and only the Watchdog fires", () => {
    expect(isWell(findings(), expected)).toBe(true);
  });

  it.each<[string, Findings]>([
    [
      "a service is not healthy",
      findings({ services: [{ name: "app", state: "running", health: "starting", url: null }] }),
    ],
    ["a service is gone", findings({ services: [{ name: "app", state: "absent", health: "none", url: null }] })],
    ["a target is missing", findings({ targets: [] })],
    ["an alert fires", findings({ alerts: [watchdog, { ...watchdog, name: "FeedStale" }] })],
    ["Prometheus is silent", findings({}, "Prometheus does not answer")],
  ])("not when %s", (_what, found) => expect(isWell(found, expected)).toBe(false));

  it("still, while an alert is only pending", () => {
    expect(isWell(findings({ alerts: [{ ...watchdog, name: "FeedStale", state: "pending" }] }), expected)).toBe(true);
  });
});
