import { describe, expect, it } from "vitest";
import type { Browser, Socket } from "../../../../app/page/browser/dom.ts";
import { Link } from "../../../../app/page/browser/link.ts";
import { FakeClock } from "../../support/fake-clock.ts";

/** A link in a browser whose time and sockets the test moves; chance is always three quarters. */
function open(protocol = "http:") {
  const clock = new FakeClock();
  const sockets: (Socket & { readonly url: string; closed: boolean })[] = [];
  class FakeSocket implements Socket {
    readonly onopen = null;
    onmessage: Socket["onmessage"] = null;
    onclose: Socket["onclose"] = null;
    closed = false;
    readonly url: string;
    constructor(url: string) {
      this.url = url;
      sockets.push(this);
    }
    close(): void {
      this.closed = true;
    }
  }
  const cancels: (() => void)[] = [];
  const browser = {
    location: { protocol, host: "desk.example" },
    WebSocket: FakeSocket,
    Math: { random: () => 0.75 },
    setTimeout: (run: () => void, milliseconds: number) => cancels.push(clock.after(milliseconds, run)) - 1,
    clearTimeout: (timer: number | undefined) => timer !== undefined && cancels[timer]?.(),
  };
  const delays: number[] = [];
  const heard: string[] = [];
  const link = new Link(browser as unknown as Browser, {
    message: (data) => heard.push(data),
    connected: () => undefined,
    lost: (delayMs) => delays.push(delayMs),
  });
  link.connect();
  const latest = () => sockets[sockets.length - 1] as (typeof sockets)[number];
  return { clock, sockets, latest, delays, heard, link };
}

describe("the link to the desk", () => {
  it("is made where the page comes from, as safely", () => {
    expect(open().latest().url).toBe("ws://desk.example/ws");
    expect(open("https:").latest().url).toBe("wss://desk.example/ws");
  });

  it("is tried again after a delay that grows to half a minute at most", () => {
    const { clock, latest, delays } = open();
    for (let attempt = 0; attempt < 7; attempt += 1) {
      latest().onclose?.();
      clock.advance(delays.at(-1) as number);
    }
    expect(delays).toEqual([750, 1_500, 3_000, 6_000, 12_000, 22_500, 22_500]);
  });

  it("begins with a short delay again once the desk was heard", () => {
    const { clock, latest, delays, heard } = open();
    latest().onclose?.();
    clock.advance(750);
    latest().onmessage?.({ data: "news" });
    latest().onclose?.();
    expect([delays, heard]).toEqual([[750, 750], ["news"]]);
  });

  it("is given up when the desk is silent for fifteen seconds, though nobody said goodbye", () => {
    const { clock, sockets, delays } = open();
    clock.advance(14_000);
    sockets[0]?.onmessage?.({ data: "alive" });
    clock.advance(14_999);
    expect(delays).toEqual([]);
    clock.advance(1);
    expect([sockets[0]?.closed, delays]).toEqual([true, [750]]);
    sockets[0]?.onclose?.();
    expect(delays).toEqual([750]);
  });

  it("can be tried at once, and is one at any time", () => {
    const { clock, sockets, latest, link } = open();
    link.connect();
    expect(sockets).toHaveLength(1);
    latest().onclose?.();
    link.connect();
    clock.advance(750);
    expect(sockets).toHaveLength(2);
  });
});
