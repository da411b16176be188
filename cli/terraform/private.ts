import { isIP } from "node:net";

// RFC 1122 3.2.1.3, RFC 1918, RFC 3927, RFC 4193, RFC 4291; a name without a dot is one of the own network.
const PRIVATE_V4 = /^(?:127\.|10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|169\.254\.)/;
const PRIVATE_V6 = /^(?:::1$|f[cd]|fe[89ab])/i;

/** Whether what is sent there stays in the private network; `host` without the brackets of an IPv6 address. */
export function isPrivate(host: string): boolean {
  if (host === "" || host.startsWith("/")) return true;
  if (isIP(host) === 4) return PRIVATE_V4.test(host);
  if (isIP(host) === 6) return PRIVATE_V6.test(host);
  return !host.includes(".");
}
