import { describe, expect, it } from "vitest";
import { byKind, chosen } from "../../faults/choose.ts";
import { KIND_IDS } from "../../faults/kinds/index.ts";
import { matrixOf } from "../../faults/matrix.ts";
import { model } from "./model.ts";

const matrix = matrixOf(model.services);
const names = (cells: readonly { readonly name: string }[]) => cells.map(({ name }) => name);

describe("the cells that are chosen", () => {
  it("are all where nothing is asked for", () => {
    expect(chosen(matrix, {})).toEqual(matrix);
  });

  it("are those of every service and kind that are named, and of both where both are", () => {
    const given = { service: ["redis", "mail"], kind: ["stop", "freeze"] };
    expect(names(chosen(matrix, given))).toEqual(["redis/stop", "redis/freeze", "mail/stop", "mail/freeze"]);
    expect(names(chosen(matrix, { cell: ["exchange/lag"] }))).toEqual(["exchange/lag"]);
  });

  it.each([
    ["cell", { cell: ["redis/stp"] }, "There is no cell redis/stp."],
    ["kind", { kind: ["stp"] }, "There is no kind stp."],
    ["service", { service: ["rediss"] }, "There is no service rediss."],
  ])("fail for a %s that there is not", (_, given, message) => {
    expect(() => chosen(matrix, given)).toThrow(message);
  });
});

it("cells are tried kind after kind, so that no two in a row wait for the same alert of one service", () => {
  const inTurn = byKind(matrix);
  expect(names(inTurn).sort()).toEqual(names(matrix).sort());
  const kinds = inTurn.map(({ kind }) => kind.id);
  expect([...new Set(kinds)]).toEqual(KIND_IDS);
  expect(kinds.filter((kind, index) => kind !== kinds[index + 1])).toEqual(KIND_IDS);
});
