import { createHmac, timingSafeEqual } from "node:crypto";
import type { Clock } from "../clock.ts";
import type { Tokens } from "./bearer.ts";

const COOKIE = "quantflow-session";
const LIFETIME_SECONDS = 12 * 60 * 60;

const signature = (expires: string, password: string): Buffer =>
  createHmac("sha256", password).update(`${COOKIE} ${expires}`).digest();

/**
 * A cookie that stands for the login where a browser sends none: Safari leaves it out when it opens a WebSocket
 * (https://bugs.webkit.org/show_bug.cgi?id=80362). Signed with the password, so it outlives a restart and ends when the
 * password is changed, or after 12 hours. The browser sends it to `/ws` alone.
 */
export class Sessions {
  readonly #passwords: Tokens;
  readonly #clock: Clock;

  constructor(passwords: Tokens, clock: Clock) {
    this.#passwords = passwords;
    this.#clock = clock;
  }

  /** A Set-Cookie header; undefined while there is no password. `secure`: asked over TLS. */
  issue(secure: boolean): string | undefined {
    const password = this.#passwords()[0];
    if (password === undefined) return undefined;
    const expires = String(Math.floor(this.#clock.now() / 1000) + LIFETIME_SECONDS);
    const value = `${expires}.${signature(expires, password).toString("hex")}`;
    const attributes = `Path=/ws; Max-Age=${LIFETIME_SECONDS}; HttpOnly; SameSite=Strict${secure ? "; Secure" : ""}`;
    return `${COOKIE}=${value}; ${attributes}`;
  }

  /** Whether a Cookie header carries one that is ours and not over. */
  isValid(header: string | undefined): boolean {
    const [, expires, mac] = /(?:^|; *)quantflow-session=(\d{1,12})\.([0-9a-f]{64})(?:;|$)/.exec(header ?? "") ?? [];
    if (expires === undefined || mac === undefined) return false;
    if (Number(expires) * 1000 <= this.#clock.now()) return false;
    const theirs = Buffer.from(mac, "hex");
    return this.#passwords().reduce(
      (found, password) => timingSafeEqual(theirs, signature(expires, password)) || found,
      false,
    );
  }
}
