import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isAuthorized } from "../../../app/http/bearer.ts";

const tokens = () => ["first", "second"];

describe("a bearer token", () => {
  it.each(["Bearer first", "Bearer second", "bearer first", "Bearer  first "])("is taken from %j", (header) => {
    expect(isAuthorized(header, tokens)).toBe(true);
  });

  it.each([
    undefined,
    "",
    "first",
    "Basic first",
    "Bearer",
    "Bearer third",
    "Bearer firstsecond",
    "Bearer first second",
  ])("is not found in %j", (header) => {
    expect(isAuthorized(header, tokens)).toBe(false);
  });

  it("lets nobody in while there are no tokens", () => {
    expect(isAuthorized("Bearer first", () => [])).toBe(false);
  });

  it("lets in exactly those that are listed", () => {
    fc.assert(
      fc.property(fc.string(), (token) => {
        expect(isAuthorized(`Bearer ${token}`, tokens)).toBe(tokens().includes(token.trim()));
      }),
    );
  });
});
