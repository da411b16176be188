import { describe, expect, it } from "vitest";
import { is, names, subscribed } from "./support.ts";

describe("what we send to the exchange", () => {
  it("answers pings that come too fast at most four times a second, the last one always", async () => {
    const { exchangeClock, clock, live, states } = await subscribed({}, { pingEveryMs: 20 });
    for (let tenth = 0; tenth < 30; tenth += 1) await live(100);
    clock.advance(1_000);
    const sent = states.all.filter(is("control-sent")).map(({ at }) => at);
    for (const [index, at] of sent.entries())
      if (index >= 4) expect(at - (sent[index - 4] as number)).toBeGreaterThanOrEqual(1_000);
    expect(sent.length).toBeGreaterThanOrEqual(12);
    exchangeClock.advance(1_000);
    expect(names(states)).toEqual(["connecting", "open", "subscribed"]);
  });

  it("is never so much that the exchange ends the connection, however often what is wanted changes", async () => {
    const { client, live, states } = await subscribed({}, { pingEveryMs: 250 });
    for (let change = 0; change < 40; change += 1) {
      if (change % 2 === 0) client.subscribe([`coin${change}usdt@trade`]);
      else client.unsubscribe([`coin${change - 1}usdt@trade`]);
      await live(100);
    }
    const sent = new Set(states.all.flatMap((state) => (state.state === "control-sent" ? [state.frame] : [])));
    expect(sent).toEqual(new Set(["subscribe", "unsubscribe", "pong"]));
    expect(states.all.some(is("ended"))).toBe(false);
  });

  it("answers each ping at once while they come as they should", async () => {
    const { exchangeClock, clock, states } = await subscribed();
    exchangeClock.advance(20_000);
    clock.advance(20_000);
    expect(await states.next((state) => state.state === "control-sent" && state.frame === "pong")).toMatchObject({
      at: clock.now(),
    });
  });
});
