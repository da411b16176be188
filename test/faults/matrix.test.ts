import { describe, expect, it } from "vitest";
import { firesWithin, ruleOf, toldWithin } from "../../faults/expected.ts";
import { KIND_IDS } from "../../faults/kinds/index.ts";
import { matrixOf } from "../../faults/matrix.ts";
import { isWaived, type Notice, toldBy, WATCHMAN } from "../../faults/statement.ts";
import { statements } from "../../faults/statements/index.ts";
import { UNANSWERED } from "../../faults/statements/usual.ts";
import { service } from "../../lib/services/service.ts";
import { everyService, redis } from "../../stacks/services/index.ts";
import { model } from "./model.ts";

const matrix = matrixOf(model.services);
const noticed = matrix.flatMap(({ name, statement }) =>
  isWaived(statement) ? [] : statement.notices.map((notice): [string, Notice] => [`${name}: ${notice.alert}`, notice]),
);

describe("the fault matrix", () => {
  it("has a cell for every service and every way to break it", () => {
    expect(new Set(matrix.map(({ service }) => service.name))).toEqual(new Set(everyService.map(({ name }) => name)));
    expect(new Set(matrix.map(({ kind }) => kind.id))).toEqual(new Set(KIND_IDS));
    const of = (name: string) => matrix.filter(({ service }) => service.name === name).map(({ kind }) => kind.id);
    expect(of("exchange")).toEqual(expect.arrayContaining(["stop", "restart-loop", "stall", "lie-about-time"]));
    expect(of("redis").filter((kind) => kind !== "fill-volume")).toEqual(of("mail"));
    expect(of("prometheus")).toContain("corrupt-configuration");
  });

  it("fails for a service of which nothing is stated", () => {
    const newcomer = service({ ...redis, name: "newcomer" });
    expect(() => matrixOf([newcomer])).toThrow("The cell newcomer/stop of the fault matrix states nothing.");
  });

  it("states nothing of what cannot be", () => {
    const cells = new Set(matrix.map(({ name }) => name));
    const stated = Object.entries(statements).flatMap(([name, of]) => Object.keys(of).map((kind) => `${name}/${kind}`));
    expect(stated.filter((name) => !cells.has(name))).toEqual([]);
  });

  it.each(noticed)("%s is an alert of this environment, and reaches who is named", (_, notice) => {
    expect(toldBy(notice)).not.toEqual([]);
    for (const receiver of toldBy(notice))
      expect(toldWithin(notice, receiver, model)).toBeGreaterThanOrEqual(firesWithin(notice, model) + 2);
  });

  it.each(noticed)("%s says why what has to be waited for, or who is left out, is so", (_, { after, told }) => {
    for (const { because } of [after, told].filter((one) => one !== undefined))
      expect(because).toMatch(/^\S.{15,}[^.]$/);
  });

  it("gives a reason for every waiver", () => {
    const reasons = matrix.flatMap(({ statement }) => (isWaived(statement) ? [statement.waived] : []));
    for (const reason of reasons) expect(reason).toMatch(/^\S.{30,}[^.]$/);
  });
});

const STEP = 15;
/** Until the expression is true: without `for`, which a proof rounds up to its steps. */
const onset = (held: number, firesAfter: number): number => firesAfter - Math.ceil(held / STEP) * STEP;

describe("what the first failed scrape shows", () => {
  const shown = noticed.filter(([, { alert, after }]) => alert !== WATCHMAN && (!after || after === UNANSWERED));

  it.each(shown)("%s: so its proof says", (_, notice) => {
    const rule = ruleOf(model, notice);
    const held = (rule?.for?.value ?? 0) * model.environment.pace;
    const onsets = rule?.meaning.fires.map(({ firesAfter }) => onset(held, firesAfter.value));
    expect(Math.min(...(onsets ?? []))).toBe(0);
  });
});
