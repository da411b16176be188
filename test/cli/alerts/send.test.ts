import { describe, expect, it } from "vitest";
import type { PostedAlert } from "../../../cli/alerts/alertmanager.ts";
import { type Arrival, acceptance } from "../../../cli/alerts/arrival.ts";
import { delivered } from "../../../cli/alerts/deliveries.ts";
import { probeFor } from "../../../cli/alerts/probe.ts";
import { sendProbes } from "../../../cli/alerts/send.ts";
import type { RootRoute, SlackReceiver, WebhookReceiver } from "../../../lib/alerting/routing/index.ts";
import { seconds } from "../../../lib/metrics/units.ts";
import { given } from "../../../lib/services/secret.ts";
import { recordingTask, steppedClock } from "../fixtures.ts";

const hook = (name: string): WebhookReceiver => ({ kind: "webhook", name, url: `http://${name}/` });
const [calm, urgent, nobody] = [hook("calm"), hook("urgent"), hook("nobody")];
const route: RootRoute = {
  to: calm,
  timing: { wait: seconds(1), interval: seconds(10), repeat: seconds(60) },
  routes: [
    { to: urgent, when: { severity: "critical" } },
    { to: nobody, when: { owner: "nobody" } },
  ],
};

describe("a probe", () => {
  it("carries the gentlest severity that leads to its receiver", () => {
    expect(probeFor(calm, route, "1").labels["severity"]).toBe("info");
    expect(probeFor(urgent, route, "2").labels["severity"]).toBe("critical");
  });

  it("has a group of its own and names itself in its summary", () => {
    const probe = probeFor(calm, route, "abc");
    expect(probe.labels).toMatchObject({ alertname: "QuantflowTest", job: "quantflow-test-calm", test: "abc" });
    expect(probe.annotations["summary"]).toBe("Test abc for the receiver calm");
  });

  it("is refused where no label of a test leads to the receiver", () => {
    expect(() => probeFor(nobody, route, "3")).toThrow(expect.objectContaining({ code: "alerts/unroutable" }));
  });
});

function sending(arrived: Arrival, limit = 10_000) {
  const posted: PostedAlert[][] = [];
  const clock = steppedClock();
  const post = async (alerts: readonly PostedAlert[]) => void posted.push([...alerts]);
  return { posted, clock, sending: { ...clock, post, arrived, limit } };
}

describe("sending probes", () => {
  const probes = [probeFor(calm, route, "1"), probeFor(urgent, route, "2")];

  it("waits until each has arrived, tells when, and resolves them", async () => {
    let looks = 0;
    const { posted, sending: given } = sending(async ({ id }) => (id === "1" || ++looks > 3 ? "arrived" : "not yet"));
    expect(await sendProbes(probes, given, recordingTask())).toEqual([
      { receiver: "calm", seen: true, seconds: 0 },
      { receiver: "urgent", seen: true, seconds: 2 },
    ]);
    expect(posted).toHaveLength(2);
    expect(posted.map((alerts) => alerts.map(({ endsAt }) => endsAt))).toEqual([
      ["1970-01-01T00:00:20.000Z", "1970-01-01T00:00:20.000Z"],
      ["1970-01-01T00:00:02.000Z", "1970-01-01T00:00:02.000Z"],
    ]);
    expect(posted[1]?.map(({ labels }) => labels)).toEqual(probes.map(({ labels }) => labels));
  });

  it("says so where a receiver took it, and this machine cannot look", async () => {
    const { sending: given } = sending(async () => "accepted");
    const sent = await sendProbes(probes, given, recordingTask());
    expect(sent.map(({ seen }) => seen)).toEqual([false, false]);
  });

  it("fails with the receivers where nothing arrived, and still resolves the alerts", async () => {
    const { posted, sending: given } = sending(async ({ id }) => (id === "1" ? "arrived" : "not yet"));
    await expect(sendProbes(probes, given, recordingTask())).rejects.toMatchObject({
      code: "alerts/not-arrived",
      message: "The test alert did not arrive within 10 s at: urgent.",
    });
    expect(posted).toHaveLength(2);
  });
});

describe("a receiver out in the world", () => {
  const slack: SlackReceiver = { kind: "slack", name: "chat", url: given("slack-url") };
  const probe = { receiver: slack, id: "1", labels: {}, annotations: {} };

  it("has taken a message once Alertmanager has delivered more than at first", async () => {
    const counts = [7, undefined, 7, 8];
    const look = acceptance(async () => counts.shift());
    expect([await look(probe), await look(probe), await look(probe), await look(probe)]).toEqual([
      "not yet",
      "not yet",
      "not yet",
      "accepted",
    ]);
  });

  it("has taken what was asked and did not fail, by Alertmanager's own count", () => {
    const exposition = `# TYPE alertmanager_notification_requests_total counter
alertmanager_notification_requests_total{integration="slack"} 12
alertmanager_notification_requests_total{integration="email"} 3
alertmanager_notification_requests_failed_total{integration="slack"} 4
`;
    expect(delivered(exposition, "slack")).toBe(8);
    expect(delivered(exposition, "pagerduty")).toBe(0);
  });
});
