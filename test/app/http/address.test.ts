import type { IncomingMessage } from "node:http";
import { describe, expect, it } from "vitest";
import { clientOf } from "../../../app/http/address.ts";

const request = (remoteAddress: string | undefined, forwarded?: string) =>
  ({ socket: { remoteAddress }, headers: { "x-forwarded-for": forwarded } }) as unknown as IncomingMessage;

describe("the client of a request", () => {
  it.each([
    ["without a proxy, the one who is connected", "10.0.0.1", "1.1.1.1", 0, "10.0.0.1"],
    ["behind one proxy, whom it saw", "10.0.0.1", "6.6.6.6, 1.1.1.1", 1, "1.1.1.1"],
    ["behind two proxies, whom the outer one saw", "10.0.0.1", "6.6.6.6, 1.1.1.1, 10.0.0.2", 2, "1.1.1.1"],
    [
      "the outermost that is known, where fewer proxies were passed than are trusted",
      "10.0.0.1",
      undefined,
      2,
      "10.0.0.1",
    ],
    ["one for all addresses of an IPv6 customer", "2001:db8:0:ab01::1", undefined, 0, "2001:db8:0:ab00::/56"],
    ["somebody, where the connection is gone already", undefined, undefined, 0, "unknown"],
  ])("is %s", (_, remote, forwarded, proxies, client) => {
    expect(clientOf(request(remote, forwarded), proxies)).toBe(client);
  });
});
