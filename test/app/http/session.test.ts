import { describe, expect, it } from "vitest";
import { Sessions } from "../../../app/http/session.ts";
import { FakeClock } from "../support/fake-clock.ts";

const TWELVE_HOURS_MS = 12 * 3_600_000;

function open(passwords: readonly string[] = ["open sesame"]) {
  const clock = new FakeClock();
  const sessions = new Sessions(() => passwords, clock);
  const cookie = (sessions.issue(false) ?? "").split(";")[0] as string;
  return { clock, sessions, cookie };
}

describe("a session", () => {
  it("is a cookie for the WebSocket alone, which no script reads and no other site sends", () => {
    const { sessions } = open();
    expect(sessions.issue(false)).toMatch(
      /^quantflow-session=\d+\.[0-9a-f]{64}; Path=\/ws; Max-Age=43200; HttpOnly; SameSite=Strict$/,
    );
    expect(sessions.issue(true)).toMatch(/; Secure$/);
  });

  it("is valid among other cookies", () => {
    const { sessions, cookie } = open();
    expect(sessions.isValid(`theme=dark; ${cookie}; a=b`)).toBe(true);
  });

  it("ends after twelve hours", () => {
    const { sessions, cookie, clock } = open();
    clock.advance(TWELVE_HOURS_MS - 1_000);
    expect(sessions.isValid(cookie)).toBe(true);
    clock.advance(1_000);
    expect(sessions.isValid(cookie)).toBe(false);
  });

  it("outlives a restart and a rotation in which both passwords hold, and ends with its password", () => {
    const { cookie, clock } = open();
    expect(new Sessions(() => ["new", "open sesame"], clock).isValid(cookie)).toBe(true);
    expect(new Sessions(() => ["new"], clock).isValid(cookie)).toBe(false);
  });

  it("is not issued while there is no password", () => {
    expect(open([]).sessions.issue(false)).toBeUndefined();
  });

  it("cannot be made up, and not be made to last", () => {
    const { sessions, cookie, clock } = open();
    const [, mac] = cookie.split(".");
    const later = Math.floor((clock.now() + 10 * TWELVE_HOURS_MS) / 1000);
    for (const made of [undefined, "", "quantflow-session=", `quantflow-session=${later}.${mac}`, cookie.slice(0, -1)])
      expect(sessions.isValid(made)).toBe(false);
    expect(sessions.isValid(`quantflow-session=${later}.${"0".repeat(64)}`)).toBe(false);
  });
});
