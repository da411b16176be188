import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { constantFrom, sample } from "fast-check";
import { describe, expect, it } from "vitest";
import { DOORS, type Door, openDoor } from "./doors.ts";
import { requestTo } from "./requests.ts";
import { talk, talkAndLeave } from "./talk.ts";

const ROUNDS = 4;
const REQUESTS = 150;
/** A socket that is never let go, with its request, holds several times as much. */
const MOST_BYTES_PER_REQUEST = 1_024;

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;

function heapBytes(): number {
  collect();
  return process.memoryUsage().heapUsed;
}

/** The same requests each round, whole and broken off, as a client that is nobody new. */
async function round({ port }: Door, requests: readonly Uint8Array[]): Promise<void> {
  for (const bytes of requests) {
    await talk(port, bytes);
    await talkAndLeave(port, bytes.subarray(0, -1));
  }
}

const connections = (): number => process.getActiveResourcesInfo().filter((one) => one === "TCPSocketWrap").length;

describe.each(DOORS)("%s", (name) => {
  it("holds nothing of requests that are over", { timeout: 240_000 }, async () => {
    const door = await openDoor(name);
    const request = constantFrom(...door.endpoints.filter(({ endless }) => !endless)).chain(requestTo);
    const requests = sample(request, { numRuns: REQUESTS, seed: 9 }).map(({ bytes }) => bytes);
    // What is made on first use, and lists that are filled up to their bound, are there afterwards.
    await round(door, requests);
    await round(door, requests);
    const [heap, open] = [heapBytes(), connections()];
    for (let done = 0; done < ROUNDS; done += 1) await round(door, requests);
    expect((heapBytes() - heap) / (2 * ROUNDS * REQUESTS)).toBeLessThan(MOST_BYTES_PER_REQUEST);
    await expect.poll(connections).toBeLessThanOrEqual(open);
  });
});
