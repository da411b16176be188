import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isOlder, newestLike } from "../../../cli/outdated/version.ts";

describe("a version", () => {
  it("is older by its numbers, whatever their digits", () => {
    expect(isOlder("1.9.0", "1.10.0")).toBe(true);
    expect(isOlder("v0.313.5", "v0.316.0")).toBe(true);
    expect(isOlder("26.10.0", "26.9.9")).toBe(false);
    expect(isOlder("7.0", "7.0.1")).toBe(true);
    expect(isOlder("7.0", "7.0.0")).toBe(false);
  });

  it("follows the order of Semantic Versioning's clause 11", () => {
    const ascending = [
      "1.0.0-alpha",
      "1.0.0-alpha.1",
      "1.0.0-alpha.beta",
      "1.0.0-beta",
      "1.0.0-beta.2",
      "1.0.0-beta.11",
      "1.0.0-rc.1",
      "1.0.0",
    ];
    for (const [index, one] of ascending.entries())
      for (const [place, other] of ascending.entries())
        expect([one, other, isOlder(one, other)]).toEqual([one, other, index < place]);
  });

  it("that Go made of a commit is older by the commit's time", () => {
    expect(isOlder("v1.3.1-0.20260423142704-aced80d74930", "v1.3.1-0.20261001000000-000000000000")).toBe(true);
    expect(isOlder("v1.3.1-0.20260423142704-aced80d74930", "v1.3.1")).toBe(true);
  });

  it("is never older than itself, and of two different ones exactly one is older", () => {
    const version = fc.tuple(fc.nat(30), fc.nat(30), fc.nat(30)).map((numbers) => numbers.join("."));
    fc.assert(
      fc.property(version, version, (one, other) => {
        expect(isOlder(one, one)).toBe(false);
        if (one !== other) expect(isOlder(one, other)).toBe(!isOlder(other, one));
      }),
    );
  });
});

describe("the newest tag like the pinned one", () => {
  it("is written as it is", () => {
    const tags = [
      "latest",
      "8",
      "8.10",
      "8.10.2-alpine",
      "8.10.3",
      "8.10.3-alpine",
      "8.9.9-alpine",
      "9-alpine",
      "8.11.0-rc1-alpine",
      "8.10.4-bookworm",
    ];
    expect(newestLike("8.10.2-alpine", tags)).toBe("8.10.3-alpine");
    expect(newestLike("8.10.2", tags)).toBe("8.10.3");
    expect(newestLike("v3.13.5", ["v3.9.0", "v3.14.0", "3.15.0", "v3.14.0-rc.0", "main"])).toBe("v3.14.0");
    expect(newestLike("2.29.2-pg17", ["2.30.0-pg18", "2.29.10-pg17", "2.29.9-pg17-oss"])).toBe("2.29.10-pg17");
  });

  it("is none where no tag is alike", () => {
    expect(newestLike("v1.0.0", ["latest", "1.0.0"])).toBeUndefined();
    expect(newestLike("latest", ["latest"])).toBeUndefined();
  });
});
