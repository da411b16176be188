import { describe, expect, it } from "vitest";
import { forwardChannel } from "../../../app/webhook/forward.ts";
import { alertKey } from "../../../app/webhook/schema.ts";
import { alert, type Behaviour, openReceiver } from "./support.ts";

const now = Date.UTC(2026, 0, 1, 12);
const never = new AbortController().signal;

async function open(behave?: Behaviour, token: string | undefined = "token") {
  const { url, taken, asked } = await openReceiver(behave);
  return { channel: forwardChannel({ url, token: () => token, now: () => now }), taken, asked };
}

describe("the forward channel", () => {
  it("posts the alert as JSON with its token and a key by which a repeat is known", async () => {
    const { channel, taken } = await open();
    const one = alert("a", { labels: { alertname: "FeedStale" }, truncatedAlerts: 3 });
    await channel.deliver(one, never);
    expect(taken.all).toEqual([{ key: `"${alertKey(one)}"`, authorization: "Bearer token", record: one }]);
  });

  it.each([
    [400, "alert"],
    [413, "alert"],
    [422, "alert"],
    [500, "alert"],
    [301, "receiver"],
    [401, "receiver"],
    [403, "receiver"],
    [404, "receiver"],
    [408, "receiver"],
    [429, "receiver"],
    [502, "receiver"],
    [503, "receiver"],
    [504, "receiver"],
  ])("fails by a %d, the %s's fault", async (status, blame) => {
    const { channel, asked } = await open(() => ({ status, headers: { location: "/elsewhere" } }));
    await expect(channel.deliver(alert("a"), never)).rejects.toMatchObject({
      code: "WEBHOOK_DELIVERY",
      blame,
      message: `the receiver answered ${status}`,
      retryAfterMs: undefined,
    });
    expect(asked.all).toHaveLength(1);
  });

  it.each([
    ["30", 30_000],
    ["Thu, 01 Jan 2026 12:01:00 GMT", 60_000],
  ])("tells how long it is asked to wait: %s", async (header, retryAfterMs) => {
    for (const status of [429, 503]) {
      const { channel } = await open(() => ({ status, headers: { "retry-after": header } }));
      await expect(channel.deliver(alert("a"), never)).rejects.toMatchObject({ blame: "receiver", retryAfterMs });
    }
  });

  it("fails by the receiver's fault when nobody listens", async () => {
    const channel = forwardChannel({ url: "http://127.0.0.1:9", token: () => undefined, now: () => now });
    await expect(channel.deliver(alert("a"), never)).rejects.toMatchObject({ blame: "receiver" });
  });

  it("is broken off by its signal", async () => {
    const { channel, asked } = await open(() => "hold");
    const controller = new AbortController();
    const delivery = channel.deliver(alert("a"), controller.signal);
    await asked.next();
    controller.abort();
    await expect(delivery).rejects.toMatchObject({ code: "WEBHOOK_DELIVERY" });
  });
});
