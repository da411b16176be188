import { once } from "node:events";
import { connect } from "node:net";
import { Router } from "express";
import { describe, expect, it } from "vitest";
import { Sequence } from "../support/sequence.ts";
import { ADMIN, follow, openWebsite } from "./support.ts";

describe("the website stops", () => {
  it("with a goodbye to who follows", async () => {
    const { port, website } = await openWebsite();
    const followers = await Promise.all([follow(port), follow(port)]);
    await website.stop();
    expect(await Promise.all(followers.map(({ closed }) => closed))).toEqual([1001, 1001]);
  });

  it("by cutting off who does not leave within a second", async () => {
    const { port, website, clock } = await openWebsite();
    const { socket, closed } = await follow(port);
    socket.pause();
    const stopped = website.stop();
    clock.advance(1_000);
    await stopped;
    socket.resume();
    await closed;
  });

  it("with the requests in flight answered, and no new ones taken", async () => {
    const arrived = new Sequence<() => void>();
    const slow = Router().get("/backtests", (_request, response) =>
      arrived.push(() => void response.json(["answered"])),
    );
    const { url, website } = await openWebsite({ guarded: [slow] });
    const asked = fetch(`${url}/backtests`, { headers: ADMIN });
    const finish = await arrived.next();
    const stopped = website.stop();
    await expect(fetch(`${url}/about`)).rejects.toThrow();
    finish();
    expect(await (await asked).json()).toEqual(["answered"]);
    await stopped;
  });

  it("for who asks to follow on a connection that is open already, too", async () => {
    const { port, website } = await openWebsite();
    const client = connect(port, "127.0.0.1");
    await once(client, "connect");
    const request = (path: string, more = "") => `GET ${path} HTTP/1.1\r\nHost: a\r\n${more}\r\n`;
    client.write(request("/about"));
    await once(client, "data");
    // Half of a request keeps the connection from being idle.
    client.write("GET /ws HTTP/1.1\r\nHost: a\r\n");
    await fetch(`http://127.0.0.1:${port}/about`).then((answer) => answer.text());
    const stopped = website.stop();
    client.write(`Connection: Upgrade\r\nUpgrade: websocket\r\nAuthorization: ${ADMIN.authorization}\r\n\r\n`);
    const [answer] = await once(client, "data");
    expect(String(answer)).toMatch(/^HTTP\/1.1 503 /);
    await stopped;
  });
});
