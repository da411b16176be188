import { describe, expect, it } from "vitest";
import { shelf } from "../../../../../lib/dashboards/preview/server/index.ts";
import { preview, shown } from "./given.ts";

/** Reads a stream of events until so many have come. */
async function events(url: string, count: number, then: () => void): Promise<readonly string[]> {
  const leaving = new AbortController();
  const answer = await fetch(`${url}/api/events`, { signal: leaving.signal });
  expect(answer.headers.get("content-type")).toBe("text/event-stream");
  let text = "";
  const told = () => text.split("\n\n").filter((one) => one.startsWith("event: "));
  const decoder = new TextDecoder();
  for await (const chunk of answer.body as ReadableStream<Uint8Array>) {
    if (text === "") then();
    text += decoder.decode(chunk, { stream: true });
    if (told().length >= count) break;
  }
  leaving.abort();
  return told();
}

describe("who follows the preview", () => {
  it("hears which dashboards are new, other than before, or gone", async () => {
    const here = shelf([shown("same"), shown("other"), shown("gone")]);
    const told = await events(await preview({ shelf: here }), 1, () =>
      here.show([shown("same"), shown("other", { title: "Changed" }), shown("new")]),
    );
    expect(told).toEqual(['event: changed\ndata: {"uids":["other","new","gone"]}']);
  });

  it("hears why the code cannot be read, and of every dashboard when it can be again", async () => {
    const here = shelf([shown("one"), shown("two")]);
    const told = await events(await preview({ shelf: here }), 2, () => {
      here.broken("feed.ts:3:1: Unexpected\nsecond line");
      here.show([shown("one"), shown("two")]);
    });
    expect(told).toEqual([
      'event: broken\ndata: {"message":"feed.ts:3:1: Unexpected\\nsecond line"}',
      'event: changed\ndata: {"uids":["one","two"]}',
    ]);
  });

  it("hears of a breach that was there before it came", async () => {
    const here = shelf([shown("one")]);
    here.broken("Unexpected");
    expect(await events(await preview({ shelf: here }), 1, () => {})).toEqual([
      'event: broken\ndata: {"message":"Unexpected"}',
    ]);
  });

  it("hears nothing where nothing changed", () => {
    const told: unknown[] = [];
    const here = shelf([shown("one")]);
    const unfollow = here.follow((event) => told.push(event));
    here.show([shown("one")]);
    unfollow();
    here.show([]);
    expect(told).toEqual([]);
  });

  it("is turned away where too many are there, and let in when one has left", async () => {
    const url = await preview();
    const leaving = new AbortController();
    const joined = Array.from({ length: 64 }, () => fetch(`${url}/api/events`, { signal: leaving.signal }));
    await Promise.all(joined);
    expect((await fetch(`${url}/api/events`)).status).toBe(503);
    leaving.abort();
    await expect.poll(async () => (await fetch(`${url}/api/events`)).status).toBe(200);
  });
});
