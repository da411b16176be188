import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { describe, expect, it, onTestFinished } from "vitest";
import type { DeskMessage, PortfolioView } from "../../../app/desk/view.ts";
import { FLAT } from "../desk/support.ts";
import { ADMIN, follow, openWebsite } from "./support.ts";

const HANDSHAKE = [
  "GET /ws HTTP/1.1",
  "Host: 127.0.0.1",
  "Connection: Upgrade",
  "Upgrade: websocket",
  "Sec-WebSocket-Version: 13",
  "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==",
  `Authorization: ${ADMIN.authorization}`,
  "",
  "",
].join("\r\n");

const SKIPPED = ["quantflow_website_frames_total", { outcome: "skipped" }] as const;
const cut = (reason: string) => ["quantflow_website_terminated_total", { reason }] as const;

/** A raw connection that opens `/ws` and then reads nothing, until it is told to. */
async function openUnread(port: number): Promise<Socket> {
  const socket = connect(port, "127.0.0.1");
  onTestFinished(() => void socket.destroy());
  await once(socket, "connect");
  socket.write(HANDSHAKE);
  await once(socket, "readable");
  return socket;
}

/** A portfolio that is a long message; another with each number. */
const long = (number: number, bytes: number): PortfolioView => ({ ...FLAT, currency: `${number}`.padEnd(bytes, "x") });

async function open() {
  const website = await openWebsite();
  const unread = await openUnread(website.port);
  let number = 0;
  /** Half a second passes, and with it a message of so many bytes; what can be written to the sockets is. */
  const tell = async (bytes: number) => {
    number += 1;
    website.shown.portfolio = long(number, bytes);
    website.clock.advance(500);
    await new Promise(setImmediate);
  };
  return { ...website, unread, tell };
}

describe("a browser that never reads", () => {
  it("is passed over, while the others are told everything", async () => {
    const { port, tell, value } = await open();
    const { messages } = await follow(port);
    let told = 0;
    while (value(...SKIPPED) === 0) {
      await tell(512 * 1024);
      told += 1;
    }
    await messages.next(({ portfolio }) => portfolio?.currency.startsWith(`${told}x`) === true);
    const numbers = messages.all.flatMap(({ portfolio }) => portfolio?.currency.replace(/x+$/, "") ?? []);
    expect(new Set(numbers).size).toBe(told + 1);
    expect(value("quantflow_website_clients")).toBe(2);
  });

  it("is cut off after ten seconds, though the kernel takes no byte more", async () => {
    const { tell, value, clock } = await open();
    while (value(...SKIPPED) === 0) await tell(512 * 1024);
    clock.advance(9_000);
    expect(value("quantflow_website_clients")).toBe(1);
    clock.advance(1_500);
    expect([value("quantflow_website_clients"), value(...cut("behind"))]).toEqual([0, 1]);
  });

  it("is cut off at once with more than 8 MiB unread", async () => {
    const { tell, value } = await open();
    while (value("quantflow_website_clients") === 1) await tell(9 * 2 ** 20);
    expect(value(...cut("bytes"))).toBe(1);
  });

  it("is told everything anew when it begins to read", async () => {
    const website = await openWebsite();
    const { port, shown, clock, price, value } = website;
    const { socket, messages } = await follow(port);
    await messages.next();
    socket.pause();
    for (let number = 0; value(...SKIPPED) === 0; number += 1) {
      shown.portfolio = long(number, 512 * 1024);
      clock.advance(500);
      await new Promise(setImmediate);
    }
    price("ETHUSDT", "3000.25");
    clock.advance(100);
    socket.resume();
    const whole = ({ whole, prices }: DeskMessage) => whole === true && prices?.[1]?.price === "3000.25";
    while (!messages.all.some(whole)) {
      clock.advance(100);
      await new Promise(setImmediate);
    }
    price("ETHUSDT", "3000.5");
    clock.advance(100);
    expect(await messages.next(({ prices }) => prices?.[0]?.price === "3000.5")).not.toHaveProperty("whole");
  });
});
