import { createHash, timingSafeEqual } from "node:crypto";
import type { Clock } from "../clock.ts";
import type { Tokens } from "./bearer.ts";
import { Windows } from "./windows.ts";

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

/** Wrong passwords of one client in a minute; beyond them even the right one has to wait, or guessing would go on. */
const MOST_FAILURES = 20;
const WINDOW_MS = 60_000;

export type Verdict = "admin" | "stranger" | "guessing";

/** Tells the administrator from everybody else, and from who tries passwords. */
export class Login {
  readonly #passwords: Tokens;
  readonly #failures: Windows;

  constructor(passwords: Tokens, clock: Clock) {
    this.#passwords = passwords;
    this.#failures = new Windows({ clock, windowMs: WINDOW_MS });
  }

  verdict(header: string | undefined, client: string): Verdict {
    // A browser asks without a login first, and is no guesser for it.
    if (header === undefined) return "stranger";
    if (this.#failures.hits(client) >= MOST_FAILURES) return "guessing";
    if (isAdmin(header, this.#passwords)) return "admin";
    this.#failures.increment(client);
    return "stranger";
  }
}
