import { expect, it } from "vitest";
import { limit, together } from "../../../cli/tools/limit.ts";

const workshop = () => ({ signal: new AbortController().signal });

/** A work that runs until it is told to end. */
function held() {
  let end = () => {};
  let started = false;
  const released = new Promise<void>((resolve) => {
    end = resolve;
  });
  const work = () => {
    started = true;
    return released;
  };
  return { work, end: () => end(), started: () => started };
}
const settle = () => new Promise<void>((resolve) => setImmediate(resolve));

it("no more works run at once than the limit, and the next starts when one ends", async () => {
  const queue = limit(2);
  const works = [held(), held(), held()];
  const all = Promise.all(works.map(({ work }) => queue(work)));
  await settle();
  expect(works.map(({ started }) => started())).toEqual([true, true, false]);
  works[0]?.end();
  await settle();
  expect(works.map(({ started }) => started())).toEqual([true, true, true]);
  for (const { end } of works) end();
  await all;
});

it("a failed work gives its place to the next", async () => {
  const queue = limit(1);
  await expect(queue(() => Promise.reject(new Error("one")))).rejects.toThrow("one");
  expect(await queue(async () => "two")).toBe("two");
});

it("the first failure stops the other works, and is what is thrown", async () => {
  let stopped = false;
  const failing = async () => Promise.reject(new Error("the cause"));
  const running = ({ signal }: { signal: AbortSignal }) =>
    new Promise((_, reject) => {
      signal.addEventListener("abort", () => {
        stopped = true;
        reject(new Error("a consequence"));
      });
    });
  await expect(together(workshop(), [running, failing])).rejects.toThrow("the cause");
  expect(stopped).toBe(true);
});

it("Ctrl-C is told as such, not as the failure it causes", async () => {
  const stop = new AbortController();
  const running = ({ signal }: { signal: AbortSignal }) =>
    new Promise((_, reject) => signal.addEventListener("abort", () => reject(new Error("killed"))));
  const all = together({ signal: stop.signal }, [running]);
  stop.abort();
  await expect(all).rejects.toMatchObject({ code: "interrupted" });
});
