import fc from "fast-check";
import type { Seal, SealedStack } from "../../../../lib/review/seal/index.ts";

const hex = (length: number) =>
  fc.uint8Array({ minLength: length / 2, maxLength: length / 2 }).map((bytes) => Buffer.from(bytes).toString("hex"));

const name = fc
  .string({ unit: "grapheme", minLength: 1, maxLength: 20 })
  .filter((text) => /^[^\p{C}\p{Zl}\p{Zp}]+$/u.test(text));

const time = (from: string, to: string) =>
  fc.date({ min: new Date(from), max: new Date(to), noInvalidDate: true }).map((date) => date.toISOString());

const stack: fc.Arbitrary<SealedStack> = fc.record({
  name,
  plan: hex(64),
  synthesized: hex(64),
  lock: fc.option(hex(64)),
  place: name,
  state: fc.option(fc.record({ lineage: name, serial: fc.maxSafeNat() })),
  tool: fc.constantFrom("terraform 1.11.4", "opentofu 1.10.0", "terraform 1.12.0-rc1"),
});

/** Every seal that is one. */
export const seals: fc.Arbitrary<Seal> = fc.record({
  version: fc.constant(2 as const),
  environment: name,
  engine: name,
  commit: fc.oneof(hex(40), hex(64)),
  created: time("2020-01-01", "2029-12-31"),
  expires: time("2030-01-01", "2039-12-31"),
  stacks: fc.uniqueArray(stack, { minLength: 1, maxLength: 4, selector: ({ name }) => name }),
  review: hex(64),
});
