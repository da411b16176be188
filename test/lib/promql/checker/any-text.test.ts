import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { families } from "../../../../bench/promql-families.ts";
import { grammar } from "../../../../lib/promql/checker/grammar.ts";
import { check } from "../../../../lib/promql/checker/index.ts";
import { catalogue } from "./given.ts";

const LENGTH = 10_000;
const PIECES =
  "( ) [ ] { } a rate( sum( by ( $x ${x:regex} [[x]] $__rate_interval 5m 1. 0x \" ' ` \\ = != =~ !~ + - * / ^ , offset @ and or on( group_left bool # \n \t é \0 ~ ! <".split(
    " ",
  );

const filled = (piece: string): string => piece.repeat(Math.ceil(LENGTH / piece.length)).slice(0, LENGTH);
const pieces = fc.array(fc.constantFrom(...PIECES, " "), { maxLength: LENGTH / 4 }).map((chosen) => chosen.join(""));
const bytes = fc.uint8Array({ maxLength: LENGTH }).map((array) => new TextDecoder("latin1").decode(array));

function expectLocated(text: string): void {
  for (const { from, to, message } of check(text, { catalogue, context: "rule", legend: text }).problems) {
    expect(message).not.toBe("");
    expect(0 <= from && from <= to && to <= text.length).toBe(true);
  }
}

/** Processor time, so that a busy machine does not count against us; the best of a few, so that compiling does not. */
function milliseconds(work: () => void): number {
  const runs = Array.from({ length: 4 }, () => {
    const before = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  });
  return Math.min(...runs);
}

describe("any text", () => {
  it("is answered or refused where it is wrong, whatever its bytes", () => {
    fc.assert(fc.property(fc.oneof(pieces, bytes, fc.string({ unit: "binary", maxLength: 300 })), expectLocated), {
      numRuns: 300,
    });
  });

  it.each([...PIECES, "a+", "sum(", "a or ", "a[5m]", 'a{b="c"}', "'\\"])(
    "of 10 kB of %j takes less than 100 ms",
    (piece) => {
      expect(milliseconds(() => grammar(filled(piece)))).toBeLessThan(100);
    },
  );

  it.each(["+", "*", "^", "or", ">", "and on (job)"])("is read as a chain of 140 times %s", (operator) => {
    const operand = `sum by (job) (rate(${"calls".repeat(15)}[5m]))`;
    expect(grammar(Array(141).fill(operand).join(` ${operator} `)).problems).toEqual([]);
  });

  it.each(families.map(({ name, text }) => [name, text] as const))("is answered: %s", (_, text) => {
    expectLocated(text);
  });

  it("is refused when it is too long or too deep to be read", () => {
    expect(grammar("a + ".repeat(6000)).problems[0]?.check).toBe("syntax/too-long");
    expect(grammar(`${"(".repeat(200)}a${")".repeat(200)}`).problems[0]?.check).toBe("syntax/too-deep");
    expect(grammar(`a${" offset 5m".repeat(600)}`).problems[0]?.check).toBe("syntax/too-deep");
    expect(grammar(Array(142).fill("calls_total").join(" + ")).problems[0]?.check).toBe("syntax/too-long");
  });
});
