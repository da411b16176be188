import { type Arbitrary, array, assert, constantFrom, integer, oneof, property, tuple } from "fast-check";
import { describe, expect, it } from "vitest";
import { type Entry, entryLine, parseEntry } from "../../../app/webhook/entry.ts";
import { AlertLedger } from "../../../app/webhook/ledger.ts";
import { alertKey } from "../../../app/webhook/schema.ts";
import { alert } from "./support.ts";

const CHANNELS = ["history", "forward"];
const DAY = 86_400_000;

function ledgerOf(entries: Iterable<Entry>): AlertLedger {
  const ledger = new AlertLedger();
  for (const entry of entries) ledger.apply(entry);
  return ledger;
}

const byKey = <V>(map: ReadonlyMap<string, V>) => [...map].sort(([a], [b]) => a.localeCompare(b));

/** All that can be asked of a ledger; the order of what is owed again does not outlive a compaction. */
const told = (ledger: AlertLedger) => ({
  newest: ledger.newest(99_999),
  owed: CHANNELS.map((channel) => byKey(ledger.owed(channel))),
  dead: CHANNELS.map((channel) => byKey(ledger.dead(channel))),
});

const letter = { at: "2026-01-01T12:00:00.000Z", attempts: 3, reason: "the receiver answered 400" };
const some = integer({ min: 0, max: 9 }).map((number) => alert(`f${number}`));
const keys = array(some.map(alertKey), { maxLength: 4 });
const channel = constantFrom(...CHANNELS);
const owed = constantFrom<string[]>([], ["forward"], CHANNELS);
const entry: Arbitrary<Entry> = oneof(
  tuple(some, owed).map(([record, to]): Entry => ({ type: "alert", record, owed: to })),
  tuple(channel, keys).map(([to, some]): Entry => ({ type: "delivered", channel: to, keys: some })),
  tuple(channel, some).map(([to, one]): Entry => ({ type: "dead", channel: to, key: alertKey(one), ...letter })),
  tuple(channel, keys, constantFrom({}, { at: "2026-01-05T00:00:00.000Z" })).map(
    ([to, some, at]): Entry => ({ type: "retry", channel: to, keys: some, ...at }),
  ),
);

describe("the ledger of alerts", () => {
  it("is told the same by its own entries, as they are written and read", () => {
    assert(
      property(array(entry, { maxLength: 60 }), (entries) => {
        const ledger = ledgerOf(entries);
        const lines = [...ledger.entries()].map(entryLine);
        const again = ledgerOf(lines.map((line) => parseEntry(line) as Entry));
        expect(told(again)).toEqual(told(ledger));
      }),
    );
  });

  it("never owes or buries what it does not keep, and never both", () => {
    assert(
      property(array(entry, { maxLength: 60 }), (entries) => {
        const ledger = ledgerOf(entries);
        const kept = new Set(ledger.newest(99_999).map(alertKey));
        for (const to of CHANNELS)
          for (const key of [...ledger.owed(to).keys(), ...ledger.dead(to).keys()]) {
            expect(kept).toContain(key);
            expect(ledger.owed(to).has(key) && ledger.dead(to).has(key)).toBe(false);
          }
      }),
    );
  });

  it("knows a forgotten alert for seven days", () => {
    const records = Array.from({ length: 2_001 }, (_, index) => alert(`${index}`));
    const ledger = ledgerOf(records.map((record) => ({ type: "alert", record, owed: [] })));
    const arrived = Date.parse(alert("0").receivedAt);
    const key = alertKey(alert("0"));
    ledger.forget(arrived + 7 * DAY - 1);
    expect(ledger.newest(9_999)).toHaveLength(2_000);
    expect(ledgerOf(ledger.entries()).knows(key)).toBe(true);
    ledger.forget(arrived + 7 * DAY);
    expect(ledger.knows(key)).toBe(false);
  });

  it("keeps the last 1,000 dead letters of a channel", () => {
    const records = Array.from({ length: 1_001 }, (_, index) => alert(`${index}`));
    const ledger = ledgerOf(
      records.flatMap((record): readonly Entry[] => [
        { type: "alert", record, owed: ["forward"] },
        { type: "dead", channel: "forward", key: alertKey(record), ...letter },
      ]),
    );
    expect(ledger.dead("forward").size).toBe(1_000);
    expect(ledger.dead("forward").has(alertKey(alert("0")))).toBe(false);
  });
});

describe("the key of an alert", () => {
  it("differs by fingerprint, status and start, and by nothing else", () => {
    const keys = [
      alert("a"),
      alert("b"),
      alert("a", { status: "resolved" }),
      alert("a", { startsAt: "2026-01-01T00:00:01.000Z" }),
    ].map(alertKey);
    expect(new Set(keys).size).toBe(4);
    expect(alertKey(alert("a", { receivedAt: "", annotations: { a: "b" }, endsAt: "x" }))).toBe(keys[0]);
  });

  it("is safe in a header whatever the fingerprint holds", () => {
    expect(alertKey(alert('"\r\nX-Other: 1'))).toMatch(/^[\w-]{22}$/);
  });
});
