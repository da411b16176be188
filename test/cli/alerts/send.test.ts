import { describe, expect, it } from "vitest";
import type { PostedAlert } from "../../../cli/alerts/alertmanager.ts";
import type { Arrival } from "../../../cli/alerts/arrival.ts";
import { probeFor } from "../../../cli/alerts/probe.ts";
import { sendProbes } from "../../../cli/alerts/send.ts";
import type { Route, WebhookReceiver } from "../../../lib/alerting/routing/index.ts";
import { recordingTask, steppedClock } from "../fixtures.ts";

const hook = (name: string): WebhookReceiver => ({ kind: "webhook", name, url: `http://${name}/` });
const [calm, urgent, nobody] = [hook("calm"), hook("urgent"), hook("nobody")];
const route: Route = {
  to: calm,
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
    const { posted, sending: given } = sending(async ({ id }) => id === "1" || ++looks > 2);
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

  it("says so where this machine cannot look, and does not wait", async () => {
    const { sending: given } = sending(async () => undefined);
    const sent = await sendProbes(probes, given, recordingTask());
    expect(sent.map(({ seen }) => seen)).toEqual([false, false]);
  });

  it("fails with the receivers where nothing arrived, and still resolves the alerts", async () => {
    const { posted, sending: given } = sending(async ({ id }) => id === "1");
    await expect(sendProbes(probes, given, recordingTask())).rejects.toMatchObject({
      code: "alerts/not-arrived",
      message: "The test alert did not arrive within 10 s at: urgent.",
    });
    expect(posted).toHaveLength(2);
  });
});
