import { expect, it } from "vitest";
import { table } from "../../../cli/terminal/table.ts";

const ESCAPE = String.fromCharCode(27);

it("aligns columns, two spaces apart", () => {
  expect(
    table([
      ["a", "bb", "c"],
      ["aaa", "b", ""],
    ]),
  ).toBe("a    bb  c\naaa  b");
});

it("does not count colour as width", () => {
  const red = `${ESCAPE}[31mbad${ESCAPE}[39m`;
  expect(
    table([
      [red, "x"],
      ["good", "x"],
    ]),
  ).toBe(`${red}   x\ngood  x`);
});

it("is empty without rows", () => expect(table([])).toBe(""));
