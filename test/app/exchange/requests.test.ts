import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseRequest } from "../../../app/exchange/requests.ts";

describe("a client's request", () => {
  it.each(["SUBSCRIBE", "UNSUBSCRIBE"])("asks to %s by streams and an id", (method) => {
    expect(parseRequest(JSON.stringify({ method, params: ["btcusdt@trade"], id: 1 }))).toEqual({
      method,
      streams: ["btcusdt@trade"],
      id: 1,
    });
  });

  it("lists subscriptions with an id that is a number, a text or null", () => {
    for (const id of [312, "a1B2", null])
      expect(parseRequest(JSON.stringify({ method: "LIST_SUBSCRIPTIONS", id }))).toEqual({
        method: "LIST_SUBSCRIPTIONS",
        id,
      });
  });

  it.each([
    ["no JSON", "{", 3],
    ["an array", "[]", 3],
    ["no method", '{"id":1}', 2],
    ["an unknown method", '{"method":"DESTROY","id":1}', 2],
    ["an id that is a fraction", '{"method":"LIST_SUBSCRIPTIONS","id":1.5}', 2],
    ["an id that is too long", JSON.stringify({ method: "LIST_SUBSCRIPTIONS", id: "a".repeat(37) }), 2],
    ["no id", '{"method":"LIST_SUBSCRIPTIONS"}', 2],
    ["params that are no array", '{"method":"SUBSCRIBE","params":"x","id":1}', 2],
    ["params that are numbers", '{"method":"SUBSCRIBE","params":[1],"id":1}', 2],
  ])("fails with Binance's code for %s", (_, text, code) => {
    expect(parseRequest(text)).toMatchObject({ code });
  });

  it("never throws", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        expect(typeof parseRequest(text)).toBe("object");
      }),
    );
  });
});
