import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type Found,
  type Mismatch,
  mismatches,
  type Seal,
  type SealedStack,
  sha256,
} from "../../../../lib/review/seal/index.ts";
import { seals } from "./arbitraries.ts";
import { platform, seal, storage } from "./fixtures.ts";

const now = new Date("2026-11-23T13:00:00Z");
const other = sha256("another");

const whats = (list: readonly Mismatch[]) => list.map(({ what, stack }) => `${what}${stack && ` of ${stack}`}`);
const found = (change: Partial<Found>): Found => ({ ...seal, ...change });
const withStorage = (change: Partial<SealedStack>): Found => found({ stacks: [{ ...storage, ...change }, platform] });

describe("what stands as it was reviewed", () => {
  it("has no mismatch, for any seal in its time", () => {
    fc.assert(
      fc.property(seals, (any) => {
        expect(mismatches(any, structuredClone(any), new Date(any.created))).toEqual([]);
      }),
    );
  });
});

describe("a mismatch", () => {
  it.each<[string, Found, string]>([
    ["environment", found({ environment: "staging" }), 'The environment was "production", is "staging"'],
    ["engine", found({ engine: "another" }), `The engine was "${seal.engine}", is "another"`],
    ["commit", found({ commit: "f".repeat(40) }), `The commit was "${seal.commit}", is "${"f".repeat(40)}"`],
    ["review", found({ review: other }), `The review was "${seal.review}", is "${other}"`],
    ["stack missing of platform", found({ stacks: [storage] }), 'Stack "platform" was reviewed and is not here'],
    [
      "stack extra of content",
      found({ stacks: [storage, platform, { ...platform, name: "content" }] }),
      'Stack "content" is here and was not reviewed, or is here twice',
    ],
    [
      "stack extra of storage",
      found({ stacks: [storage, platform, storage] }),
      'Stack "storage" is here and was not reviewed, or is here twice',
    ],
    [
      "stack order",
      found({ stacks: [platform, storage] }),
      "The stacks were reviewed in the order storage, platform; here it is platform, storage",
    ],
    [
      "plan of storage",
      withStorage({ plan: other }),
      `Stack storage: the plan file was ${storage.plan.slice(0, 12)}..., is ${other.slice(0, 12)}...`,
    ],
    [
      "synthesized of storage",
      withStorage({ synthesized: other }),
      `Stack storage: the synthesized folder was ${storage.synthesized.slice(0, 12)}..., is ${other.slice(0, 12)}...`,
    ],
    [
      "lock of storage",
      withStorage({ lock: null }),
      `Stack storage: the provider lock was ${storage.lock?.slice(0, 12)}..., is none`,
    ],
    [
      "tool of storage",
      withStorage({ tool: "terraform 1.12.0" }),
      "Stack storage: the tool was terraform 1.11.4, is terraform 1.12.0",
    ],
    [
      "place of storage",
      withStorage({ place: "schema quantflow__docker__storage of postgres://other.example:5432/states" }),
      `Stack storage: the place of the state was ${storage.place}, is schema quantflow__docker__storage of postgres://other.example:5432/states`,
    ],
    [
      "state of storage",
      withStorage({ state: { lineage: "6f1e7a52-5a7c-3b1e-9c40-2b1c5d8e9f01", serial: 13 } }),
      "Stack storage: the state moved since it was planned: its serial was 12, is 13",
    ],
    [
      "state of storage",
      withStorage({ state: { lineage: "6f1e7a52-5a7c-3b1e-9c40-2b1c5d8e9f01", serial: 11 } }),
      "Stack storage: the state is an older one: its serial was 12, is 11",
    ],
    [
      "state of storage",
      withStorage({ state: { lineage: "another", serial: 12 } }),
      "Stack storage: the state is another one: its lineage was 6f1e7a52-5a7c-3b1e-9c40-2b1c5d8e9f01, is another",
    ],
    ["state of storage", withStorage({ state: null }), "Stack storage: there was a state, now there is none"],
    [
      "state of platform",
      found({ stacks: [storage, { ...platform, state: { lineage: "new", serial: 1 } }] }),
      "Stack platform: there was no state, now there is one",
    ],
  ])("is told alone: %s", (what, present, message) => {
    const list = mismatches(seal, present, now);
    expect(whats(list)).toEqual([what]);
    expect(list[0]?.message).toBe(message);
    expect(list[0]?.remedy).toMatch(/\w{5}/);
    expect(list[0]?.sealed).not.toBe(list[0]?.found);
  });

  it.each([
    ["at its end", "2026-11-24T12:00:00.000Z", "expiry"],
    ["after its end", "2027-01-01T00:00:00Z", "expiry"],
    ["long before it was made", "2026-11-23T11:54:59Z", "clock"],
    ["at no time at all", "", "expiry"],
  ])("is told %s", (_, time, what) => {
    expect(whats(mismatches(seal, seal, new Date(time)))).toEqual([what]);
  });

  it("is none within the seal's time, nor when clocks are five minutes apart", () => {
    expect(mismatches(seal, seal, new Date("2026-11-24T11:59:59.999Z"))).toEqual([]);
    expect(mismatches(seal, seal, new Date("2026-11-23T11:55:00Z"))).toEqual([]);
  });

  it("names the commit to check out", () => {
    const [mismatch] = mismatches(seal, found({ commit: "f".repeat(40) }), now);
    expect(mismatch?.remedy).toBe(`Check out ${seal.commit}, or plan and review this commit`);
  });

  it("says what would be the right engine and backend", () => {
    const list = mismatches(seal, { ...withStorage({ place: "elsewhere" }), engine: "another" }, now);
    expect(list.map(({ remedy }) => remedy)).toEqual([
      expect.stringContaining("DOCKER_HOST"),
      expect.stringContaining("PG_CONN_STR"),
    ]);
  });

  it("is told with every other, the whole run's first", () => {
    const present = { ...withStorage({ plan: other, lock: other }), environment: "staging" };
    expect(whats(mismatches(seal, present, new Date("2027-01-01T00:00:00Z")))).toEqual([
      "expiry",
      "environment",
      "plan of storage",
      "lock of storage",
    ]);
  });

  it("is found in any field of any stack", () => {
    const fields = ["plan", "synthesized", "lock", "tool", "place"] as const;
    fc.assert(
      fc.property(seals, fc.nat(), fc.constantFrom(...fields), (any, at, field) => {
        const index = at % any.stacks.length;
        const stacks = any.stacks.map((stack, place) => (place === index ? { ...stack, [field]: "0" } : stack));
        const present: Seal = { ...any, stacks };
        expect(whats(mismatches(any, present, new Date(any.created)))).toEqual([
          `${field} of ${any.stacks[index]?.name}`,
        ]);
      }),
    );
  });

  it("carries no terminal escape of what it found", () => {
    const [mismatch] = mismatches(seal, found({ environment: "\u001b[2J\u009b31m" }), now);
    expect(mismatch?.message).toBe('The environment was "production", is "\\u001b[2J?31m"');
  });
});
