import { describe, expect, it } from "vitest";
import { Matcher } from "../../../../lib/review/secrets/matcher.ts";
import { Vault } from "../../../../lib/review/secrets/vault.ts";

const secrets = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => `API_KEY=key-${index}`);

/** A text that counts how often a part of it is looked at. */
function counting(text: string) {
  const looks = { count: 0 };
  const counted = new Proxy(Object(text), {
    get(_, property) {
      const value: unknown = Reflect.get(Object(text), property);
      if (typeof value !== "function") return value;
      return (...given: readonly unknown[]) => {
        looks.count += 1;
        return Reflect.apply(value, text, given);
      };
    },
  });
  return { counted: counted as string, looks };
}

/** How often a matcher of so many secrets that begin alike looks at one and the same text. */
function looksWith(count: number): number {
  const matcher = new Matcher();
  for (const secret of secrets(count)) matcher.add(secret);
  const { counted, looks } = counting("API_KEY=none of them API_KEY=key-7 API_KEY=nor this");
  expect([...matcher.matches(counted)].map(({ secret }) => secret)).toEqual(["API_KEY=key-7"]);
  return looks.count;
}

describe("secrets that begin alike", () => {
  it("are told apart, the longest first", () => {
    const matcher = new Matcher();
    for (const secret of secrets(2_000)) matcher.add(secret);
    const found = [...matcher.matches("API_KEY=key-1 API_KEY=key-1999, API_KEY=key-x")];
    expect(found.map(({ secret }) => secret)).toEqual(["API_KEY=key-1", "API_KEY=key-1999"]);
  });

  it("cost a text no more looks for being a hundred times as many", () => {
    // Two more lengths: those of three and of four digits.
    expect(looksWith(5_000) - looksWith(50)).toBeLessThan(20);
  });
});

describe("a text that was looked through", () => {
  it("is looked through again once another secret is known", () => {
    const vault = new Vault();
    vault.search("correct-horse", "a");
    expect(vault.replace("battery-staple of correct-horse")).toBe("battery-staple of «secret 1»");
    vault.search("battery-staple", "b");
    expect(vault.replace("battery-staple of correct-horse")).toBe("«secret 2» of «secret 1»");
  });
});
