import { constantFrom } from "fast-check";
import { onTestFinished } from "vitest";
import { startWatchman } from "../../../app/watchman/application.ts";
import { secretFile, temporaryFolder } from "../support/exchange.ts";
import { FakeClock } from "../support/fake-clock.ts";
import { memoryLog } from "../support/memory-log.ts";
import { notification, OURS } from "../watchman/support.ts";
import type { Door, Endpoint } from "./doors.ts";

export const watchmanEndpoints = (secrets: { readonly metrics: string; readonly heartbeat: string }) =>
  [
    { address: "/healthz", methods: ["GET"] },
    { address: "/metrics", methods: ["GET"], headers: { authorization: `Bearer ${secrets.metrics}` } },
    {
      address: "/heartbeat",
      methods: ["POST"],
      headers: { authorization: `Bearer ${secrets.heartbeat}` },
      body: constantFrom(notification(OURS), notification(OURS, "resolved"), notification({ alertname: "Other" })),
    },
  ] satisfies readonly Endpoint[];

/** The watchman as it really starts, on a clock that stands; nobody takes its mail. */
export async function openWatchman(secrets: Parameters<typeof watchmanEndpoints>[0]): Promise<Door> {
  const log = memoryLog();
  const watchman = await startWatchman(
    {
      ...{ host: "127.0.0.1", port: 0, environment: OURS.environment, silence: 420, reminders: [3600], lookAt: [] },
      tokenFile: await secretFile(secrets.heartbeat),
      metricsTokenFile: await secretFile(secrets.metrics),
      dataDirectory: await temporaryFolder(),
      mail: { host: "127.0.0.1", port: 9, tls: "none", from: "watchman@a.test", to: "on-call@a.test" },
    },
    { clock: new FakeClock(), random: () => 0.5, log },
  );
  onTestFinished(() => watchman.stop());
  const failures = () => log.entries.filter(({ message }) => message === "request failed");
  return { port: watchman.port, endpoints: watchmanEndpoints(secrets), failures };
}
