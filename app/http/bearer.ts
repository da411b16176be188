import { createHash, timingSafeEqual } from "node:crypto";

/** Valid tokens, as they stand at the time of a request. */
export type Tokens = () => readonly string[];

const SCHEME = /^Bearer +(\S+) *$/i;
const digest = (text: string): Buffer => createHash("sha256").update(text).digest();

/** Whether an Authorization header carries a valid bearer token. Digests are compared, in constant time. */
export function isAuthorized(header: string | undefined, tokens: Tokens): boolean {
  const given = SCHEME.exec(header ?? "")?.[1];
  if (given === undefined) return false;
  const theirs = digest(given);
  return tokens().reduce((found, token) => timingSafeEqual(theirs, digest(token)) || found, false);
}
