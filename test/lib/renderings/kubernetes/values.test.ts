import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bytes, gibibytes, milliseconds, seconds } from "../../../../lib/metrics/units.ts";
import { cpu, fileKey, literal, memory, wholeSeconds } from "../../../../lib/renderings/kubernetes/values.ts";

/**
 * How the kubelet reads a command, an argument or a variable: after k8s.io/kubernetes/third_party/forked/golang/expansion,
 * `Expand`, read as its comments and tests describe it.
 */
function expanded(text: string, variables: Readonly<Record<string, string>>): string {
  return text.replace(/\$(\$|\(([^)]*)\))/g, (whole, after: string, name: string) =>
    after === "$" ? "$" : (variables[name] ?? whole),
  );
}

describe("text for the kubelet", () => {
  const dollars = fc.string({ unit: fc.constantFrom("$", "(", ")", "A", "$(A)", "$$", " ") });

  test("arrives as it was, whatever variables there are", () => {
    fc.assert(
      fc.property(dollars, (text) => {
        expect(expanded(literal(text), { A: "wrong", "": "wrong" })).toBe(text);
      }),
    );
  });

  test("would not without being escaped", () => {
    expect(expanded("$(A)", { A: "wrong" })).toBe("wrong");
  });
});

describe("the key of a file", () => {
  test("is a key, and no two files share one", () => {
    const name = fc.string({ unit: fc.constantFrom("a", "/", "_", ".", "-", "2f", "é", " "), minLength: 1 });
    fc.assert(
      fc.property(name, name, (one, other) => {
        expect(fileKey(one)).toMatch(/^[-._a-zA-Z0-9]+$/);
        expect(fileKey(one) === fileKey(other)).toBe(one === other);
      }),
    );
  });

  test("is the name itself where that can be", () => {
    expect(fileKey("prometheus.yml")).toBe("prometheus.yml");
    expect(fileKey("rules/a.yml")).toBe("rules_2f_a.yml");
  });
});

describe("quantities", () => {
  test.each([
    [memory(gibibytes(1)), "1024Mi"],
    [memory(bytes(1000)), "1000"],
    [cpu(0.25), "250m"],
    [cpu(1), "1000m"],
    [cpu(0.0001), "1m"],
  ])("%s is %s", (written, expected) => {
    expect(written).toBe(expected);
  });

  test("of time are whole seconds, at least one", () => {
    expect([milliseconds(10), milliseconds(1500), seconds(5)].map(wholeSeconds)).toEqual([1, 2, 5]);
  });
});
