import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Subscriptions } from "../../../app/feed/subscriptions.ts";

const many = (count: number) => Array.from({ length: count }, (_, index) => `s${index}`);

/** Asks until nothing is left, an exchange answering that refuses some streams and forgets to say which request it was. */
function settle(subscriptions: Subscriptions, isRefused: (stream: string) => boolean, exchange = new Set<string>()) {
  const refused: string[] = [];
  let requests = 0;
  for (let request = subscriptions.next(); request !== undefined; request = subscriptions.next()) {
    requests += 1;
    if (request.method === "SUBSCRIBE" && request.params.some(isRefused)) {
      refused.push(...(subscriptions.refuse(undefined) ?? []));
      continue;
    }
    for (const stream of request.params)
      if (request.method === "SUBSCRIBE") exchange.add(stream);
      else exchange.delete(stream);
    subscriptions.acknowledge(request.id);
  }
  return { refused, requests, exchange };
}

describe("the subscriptions of a connection", () => {
  it("are asked for in requests of 200 streams, one at a time, each with an id of its own", () => {
    const subscriptions = new Subscriptions(many(201));
    const first = subscriptions.next();
    expect(first).toEqual({ method: "SUBSCRIBE", params: many(200), id: 1 });
    expect(subscriptions.next()).toBeUndefined();
    expect(subscriptions.acknowledge(1)).toBe(true);
    expect(subscriptions.next()).toEqual({ method: "SUBSCRIBE", params: ["s200"], id: 2 });
    expect([subscriptions.acknowledged, subscriptions.isSettled]).toEqual([200, false]);
    subscriptions.acknowledge(2);
    expect([subscriptions.acknowledged, subscriptions.isSettled]).toEqual([201, true]);
  });

  it("count as acknowledged by the id that was asked with, and by no other", () => {
    const subscriptions = new Subscriptions(["a"]);
    expect(subscriptions.acknowledge(1)).toBe(false);
    subscriptions.next();
    for (const id of [2, "1", null, undefined]) expect(subscriptions.acknowledge(id)).toBe(false);
    expect(subscriptions.refuse(7)).toBeUndefined();
    expect(subscriptions.acknowledge(1)).toBe(true);
    expect(subscriptions.acknowledge(1)).toBe(false);
    expect(subscriptions.refuse(1)).toBeUndefined();
  });

  it.each([1, undefined, null])("are refused by an error with the id %s", (id) => {
    const subscriptions = new Subscriptions(["a"]);
    subscriptions.next();
    expect(subscriptions.refuse(id)).toEqual(["a"]);
    expect([subscriptions.isSettled, subscriptions.acknowledged]).toEqual([true, 0]);
  });

  it("make room before they use it", () => {
    const subscriptions = new Subscriptions(["a", "b"]);
    settle(subscriptions, () => false);
    subscriptions.want(["b", "c"]);
    expect(subscriptions.next()).toMatchObject({ method: "UNSUBSCRIBE", params: ["a"] });
    subscriptions.acknowledge(2);
    expect(subscriptions.next()).toMatchObject({ method: "SUBSCRIBE", params: ["c"] });
  });

  it("are not asked for again on the same connection once refused, unless they were given up meanwhile", () => {
    const subscriptions = new Subscriptions(["a", "b"]);
    settle(subscriptions, (stream) => stream === "a");
    subscriptions.want(["a", "b", "c"]);
    expect(subscriptions.next()).toMatchObject({ params: ["c"] });
    subscriptions.acknowledge(4);
    subscriptions.want(["b"]);
    settle(subscriptions, () => false);
    subscriptions.want(["a", "b"]);
    expect(subscriptions.next()).toMatchObject({ params: ["a"] });
  });

  it("give up a stream that the exchange will not unsubscribe", () => {
    const subscriptions = new Subscriptions(["a", "b"]);
    settle(subscriptions, () => false);
    subscriptions.want(["b"]);
    subscriptions.next();
    expect(subscriptions.refuse(undefined)).toEqual(["a"]);
    expect([subscriptions.isSettled, subscriptions.acknowledged]).toEqual([true, 1]);
  });

  it("find one refused stream among 200 in 17 requests or fewer", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 199 }), (bad) => {
        const { refused, requests } = settle(new Subscriptions(many(200)), (stream) => stream === `s${bad}`);
        expect(refused).toEqual([`s${bad}`]);
        expect(requests).toBeLessThanOrEqual(17);
      }),
    );
  });

  it("end with every stream that is wanted and not refused, however what is wanted changes", () => {
    const stream = fc.integer({ min: 0, max: 60 }).map((number) => `s${number}`);
    fc.assert(
      fc.property(fc.array(fc.array(stream), { minLength: 1, maxLength: 5 }), fc.array(stream), (steps, bad) => {
        const isRefused = (name: string) => bad.includes(name);
        const subscriptions = new Subscriptions([]);
        const exchange = new Set<string>();
        for (const wanted of steps) {
          subscriptions.want(wanted);
          settle(subscriptions, isRefused, exchange);
          const expected = new Set(wanted.filter((name) => !isRefused(name)));
          expect([exchange, subscriptions.acknowledged, subscriptions.isSettled]).toEqual([
            expected,
            expected.size,
            true,
          ]);
        }
      }),
    );
  });
});
