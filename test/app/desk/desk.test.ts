import { describe, expect, it } from "vitest";
import { FLAT, openDesk } from "./support.ts";

/** The message as its reader gets it. */
const read = (text: string | undefined): unknown => (text === undefined ? undefined : JSON.parse(text));

/** A desk whose first message, which has everything, is already told. */
function followed() {
  const desk = openDesk();
  desk.desk.snapshot();
  desk.desk.changes();
  return desk;
}

describe("the desk", () => {
  it("tells a new reader everything, the same as it shows on the page", () => {
    const { desk, price, curve, clock } = openDesk();
    price("BTCUSDT", "64000.1");
    curve.add(clock.now(), 12.5);
    expect(read(desk.snapshot())).toEqual({ whole: true, ...desk.view() });
    expect(desk.view().prices).toEqual([
      { market: "BTCUSDT", price: "64000.1", at: clock.now() },
      { market: "ETHUSDT" },
    ]);
  });

  it("says nothing when nothing changed", () => {
    const { desk, clock } = followed();
    clock.advance(100);
    expect(desk.changes()).toBeUndefined();
  });

  it("tells of many changes of one price the last alone, and of others nothing", () => {
    const { desk, price, clock } = followed();
    for (const last of ["1", "2", "3"]) price("ETHUSDT", last);
    const now = clock.now();
    expect(read(desk.changes())).toEqual({ now, prices: [{ market: "ETHUSDT", price: "3", at: now }] });
    expect(desk.changes()).toBeUndefined();
  });

  it("tells new samples of the curve alone", () => {
    const { desk, curve, clock } = followed();
    curve.add(1, 10);
    desk.changes();
    curve.add(2, 20);
    expect(read(desk.changes())).toEqual({ now: clock.now(), curve: [[2, 20]] });
  });

  it("looks at what changes slowly each half second, and tells what did", () => {
    const { desk, shown, clock } = followed();
    shown.portfolio = { ...FLAT, value: "100001" };
    clock.advance(400);
    expect(desk.changes()).toBeUndefined();
    clock.advance(100);
    expect(read(desk.changes())).toEqual({ now: clock.now(), portfolio: { ...FLAT, value: "100001" } });
  });

  it("tells those who follow what a new reader made it look at", () => {
    const { desk, shown, clock } = followed();
    shown.connection = { state: "retrying", since: 0, detail: "silent" };
    desk.snapshot();
    expect(read(desk.changes())).toEqual({ now: clock.now(), connection: shown.connection });
  });

  it("gives a sign of life each five seconds on a quiet day", () => {
    const { desk, clock } = followed();
    clock.advance(4_900);
    expect(desk.changes()).toBeUndefined();
    clock.advance(100);
    expect(read(desk.changes())).toEqual({ now: clock.now() });
    expect(desk.changes()).toBeUndefined();
  });
});
