import { assert, asyncProperty, constantFrom, uint8Array } from "fast-check";
import { describe, expect, it } from "vitest";
import { SEED } from "../../fuzz/seed.ts";
import { DOORS, type Door, openDoor, SECRETS } from "./doors.ts";
import { type FuzzedRequest, requestTo } from "./requests.ts";
import { statusesIn, talk, talkAndLeave } from "./talk.ts";

const RUNS = 300;

const headOf = (heard: string): string => heard.split("\r\n\r\n", 1)[0] ?? "";

/** One whole answer that is no failure, no echo of a header and no secret. */
function expectAnswer(heard: string, { endpoint }: FuzzedRequest): void {
  const statuses = statusesIn(headOf(heard.replace(/^HTTP\/1\.1 100 Continue\r\n\r\n/, "")));
  expect(statuses).toHaveLength(1);
  const status = statuses[0] as number;
  expect(status < 500 || endpoint.may?.includes(status)).toBe(true);
  expect(headOf(heard)).not.toMatch(/x-injected/i);
  for (const secret of Object.values(SECRETS)) expect(heard).not.toContain(secret);
}

async function expectServing({ port, failures }: Door): Promise<void> {
  const heard = await talk(port, "GET /nowhere HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
  expect(statusesIn(heard)).toEqual([404]);
  expect(failures()).toEqual([]);
}

describe.each(DOORS)("%s", (name) => {
  it("answers every request that is like one of its own, and fails at none", { timeout: 120_000 }, async () => {
    const door = await openDoor(name);
    const request = constantFrom(...door.endpoints.filter(({ endless }) => !endless)).chain(requestTo);
    await assert(
      asyncProperty(request, async (asked) => expectAnswer(await talk(door.port, asked.bytes), asked)),
      { numRuns: RUNS, seed: SEED },
    );
    await expectServing(door);
  });

  it("outlives requests that are broken off anywhere", { timeout: 120_000 }, async () => {
    const door = await openDoor(name);
    // An endless answer goes on while somebody listens, and is asked for before the last byte of a body.
    const request = constantFrom(...door.endpoints.filter(({ endless }) => !endless)).chain(requestTo);
    await assert(
      asyncProperty(request, async ({ bytes }) => {
        await talkAndLeave(door.port, bytes.subarray(0, Math.floor(bytes.length / 2)));
        await talkAndLeave(door.port, bytes.subarray(0, -1));
      }),
      { numRuns: RUNS, seed: SEED },
    );
    await expectServing(door);
  });

  it("outlives bytes that are no request", { timeout: 120_000 }, async () => {
    const door = await openDoor(name);
    await assert(
      asyncProperty(uint8Array({ maxLength: 2_000 }), async (bytes) => {
        const statuses = statusesIn(await talkAndLeave(door.port, bytes));
        expect(statuses.every((status) => status === 400)).toBe(true);
      }),
      { numRuns: RUNS, seed: SEED },
    );
    await expectServing(door);
  });
});
