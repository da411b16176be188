import type { IncomingMessage } from "node:http";
import { ipKeyGenerator } from "express-rate-limit";

/** One IPv6 customer has at least a /56, so its addresses are one client. */
const IPV6_PREFIX = 56;

/**
 * Whom a request comes from, for counting. Each of `trustedProxies` in front of us adds the address that it saw to the
 * end of X-Forwarded-For; what stands before those is whatever the sender liked to write.
 */
export function clientOf({ socket, headers }: IncomingMessage, trustedProxies: number): string {
  const forwarded = [headers["x-forwarded-for"] ?? []].flat().join(",");
  const seen = forwarded.split(",").map((address) => address.trim());
  const known = [...seen.filter((address) => address !== ""), socket.remoteAddress ?? "unknown"].reverse();
  const address = known[Math.min(trustedProxies, known.length - 1)] as string;
  return ipKeyGenerator(address, IPV6_PREFIX);
}
