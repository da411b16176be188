import { describe, expect, it } from "vitest";
import { type AlertNotification, alertViews } from "../../../app/desk/alerts.ts";

const notification = (
  fingerprint: string,
  status: AlertNotification["status"],
  labels: Readonly<Record<string, string>> = { alertname: "FeedStale", severity: "critical" },
): AlertNotification => ({
  fingerprint,
  status,
  labels,
  annotations: { summary: "Prices are old" },
  startsAt: "2026-01-01T00:00:00Z",
});

describe("alerts on the desk", () => {
  it("are told as their newest notification tells them", () => {
    expect(alertViews([notification("a", "resolved"), notification("a", "firing")])).toEqual([
      {
        fingerprint: "a",
        name: "FeedStale",
        severity: "critical",
        status: "resolved",
        summary: "Prices are old",
        since: Date.UTC(2026, 0, 1),
      },
    ]);
  });

  it("begin with those that fire", () => {
    const alerts = alertViews([
      notification("a", "resolved"),
      notification("b", "firing"),
      notification("c", "firing"),
    ]);
    expect(alerts.map(({ fingerprint }) => fingerprint)).toEqual(["b", "c", "a"]);
  });

  it("are twenty at most", () => {
    const many = Array.from({ length: 30 }, (_, index) => notification(String(index), "firing"));
    expect(alertViews(many)).toHaveLength(20);
  });

  it("need no label, annotation or sound time", () => {
    const bare = { ...notification("a", "firing", {}), annotations: {}, startsAt: "yesterday" };
    expect(alertViews([bare])).toMatchObject([{ name: "unnamed alert", severity: "none", summary: "", since: 0 }]);
  });
});
