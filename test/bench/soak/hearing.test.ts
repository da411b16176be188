import { once } from "node:events";
import { request } from "node:http";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type Heard, hearing } from "../../../bench/soak/hearing.ts";

let heard: Heard;
beforeEach(async () => {
  heard = await hearing();
});
afterEach(() => heard.stop());

const send = async (body: string): Promise<number> =>
  (await fetch(`${heard.url}/alerts`, { method: "POST", body })).status;

const notification = (alertname: string): string =>
  JSON.stringify({
    alerts: [{ status: "firing", labels: { alertname }, startsAt: "2026-01-01T00:00:00Z", fingerprint: alertname }],
  });

/** Sends the beginning of a notification, and no more of it. */
async function hangUp(): Promise<void> {
  const headers = { expect: "100-continue", "content-length": "100" };
  const call = request(`${heard.url}/alerts`, { method: "POST", headers }).on("continue", () => call.destroy());
  call.flushHeaders();
  await once(call, "error");
}

describe("the soak's receiver", () => {
  it("keeps an alert once, however often it is told of, and never the Watchdog", async () => {
    const told = [await send(notification("CacheDown")), await send(notification("CacheDown"))];
    expect([...told, await send(notification("Watchdog"))]).toEqual([204, 204, 204]);
    expect(heard.alarms).toMatchObject([{ name: "CacheDown", firedAt: Date.UTC(2026, 0, 1) }]);
    expect(heard.unread).toEqual([]);
  });

  it.each(["no JSON", '{"alerts": [{}]}'])("refuses %j and keeps why", async (body) => {
    expect(await send(body)).toBe(400);
    expect(heard.unread).toHaveLength(1);
    expect(heard.alarms).toEqual([]);
  });

  it("outlives a sender that hangs up, keeps why, and hears the next", async () => {
    await hangUp();
    await vi.waitFor(() => expect(heard.unread.map(({ message }) => message)).toEqual(["aborted"]));
    expect(await send(notification("CacheDown"))).toBe(204);
    expect(heard.alarms.map(({ name }) => name)).toEqual(["CacheDown"]);
  });
});
