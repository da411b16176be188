import { createHash, timingSafeEqual } from "node:crypto";
import type { RequestHandler } from "express";
import type { Tokens } from "./bearer.ts";

/** Who may read what the desk owns and does. */
export const ADMIN_USER = "admin";

const SCHEME = /^Basic +([A-Za-z0-9+/=]+) *$/i;
const digest = (text: string): Buffer => createHash("sha256").update(text).digest();

/** Whether an Authorization header carries the administrator's login (RFC 7617). Digests are compared, in constant time. */
export function isAdmin(header: string | undefined, passwords: Tokens): boolean {
  const given = SCHEME.exec(header ?? "")?.[1];
  if (given === undefined) return false;
  const theirs = digest(Buffer.from(given, "base64").toString("utf8"));
  return passwords().reduce(
    (found, password) => timingSafeEqual(theirs, digest(`${ADMIN_USER}:${password}`)) || found,
    false,
  );
}

/** Answers 401 to everybody but the administrator. */
export const adminOnly =
  (passwords: Tokens): RequestHandler =>
  (request, response, next) => {
    if (isAdmin(request.headers.authorization, passwords)) return next();
    response.status(401).set("www-authenticate", 'Basic realm="QuantFlow"').json({ error: "log in" });
  };
