import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { TickRing } from "../../../app/store/tick-ring.ts";
import { tradeAt } from "../support/events.ts";

function create(capacity: number) {
  const ring = new TickRing(capacity);
  let next = 0;
  let dropped = 0;
  const add = (count: number) => {
    for (let index = 0; index < count; index += 1) if (ring.add(0, tradeAt(next++, 1))) dropped += 1;
  };
  /** The ids of a flight, copied when it departs. */
  const depart = (most: number) => {
    const { slot, count } = ring.depart(most);
    return Array.from({ length: count }, (_, index) => ring.columns.id[(slot + index) % capacity] as number);
  };
  const turnBack = () => {
    dropped += ring.turnBack();
  };
  return { ring, add, depart, turnBack, counts: () => ({ added: next, dropped, waiting: ring.waiting }) };
}

describe("a ring of ticks", () => {
  it("holds the newest and drops the oldest", () => {
    const { add, depart, counts } = create(3);
    add(5);
    expect(counts()).toEqual({ added: 5, dropped: 2, waiting: 3 });
    expect(depart(10)).toEqual([2, 3, 4]);
  });

  it("keeps what is in flight waiting until it has landed", () => {
    const { ring, add, depart } = create(4);
    add(4);
    expect(depart(3)).toEqual([0, 1, 2]);
    expect(ring.waiting).toBe(4);
    ring.land();
    expect(ring.waiting).toBe(1);
  });

  it("counts rows that were overtaken in flight as dropped only when they were not written", () => {
    const written = create(3);
    written.add(3);
    written.depart(2);
    written.add(2);
    written.ring.land();
    expect(written.counts()).toEqual({ added: 5, dropped: 0, waiting: 3 });
    const failed = create(3);
    failed.add(3);
    failed.depart(2);
    failed.add(2);
    failed.turnBack();
    expect(failed.counts()).toEqual({ added: 5, dropped: 2, waiting: 3 });
  });

  it("tells when its oldest row came", () => {
    const { ring, add } = create(2);
    expect(ring.oldestAt).toBeUndefined();
    add(3);
    expect(ring.oldestAt).toBe(1);
    ring.discard(5);
    expect(ring.oldestAt).toBeUndefined();
  });

  it("writes or drops or keeps every tick, each once and in order, whatever comes in whatever order", () => {
    const turns = fc.array(fc.record({ before: fc.nat(9), meanwhile: fc.nat(9), most: fc.nat(6), up: fc.boolean() }));
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 7 }), turns, (capacity, all) => {
        const { ring, add, depart, turnBack, counts } = create(capacity);
        const written: number[] = [];
        for (const { before, meanwhile, most, up } of all) {
          add(before);
          const flight = depart(most);
          add(meanwhile);
          if (up) {
            ring.land();
            written.push(...flight);
          } else turnBack();
          const { added, dropped, waiting } = counts();
          expect(written.length + dropped + waiting).toBe(added);
          expect(waiting).toBeLessThanOrEqual(capacity);
        }
        expect(written).toEqual([...new Set(written)].sort((a, b) => a - b));
      }),
    );
  });
});
