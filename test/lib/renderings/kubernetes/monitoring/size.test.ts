import fc from "fast-check";
import { expect, it } from "vitest";
import { packed } from "../../../../../lib/renderings/kubernetes/monitoring/size.ts";

const files = fc
  .dictionary(fc.string({ minLength: 1, maxLength: 8 }), fc.string({ maxLength: 120 }))
  .map((texts) => new Map(Object.entries(texts)));

const bytes = (part: ReadonlyMap<string, string>): number =>
  [...part].reduce((sum, file) => sum + Buffer.byteLength(JSON.stringify(file)), 0);

it("keeps every file once and in order", () => {
  fc.assert(
    fc.property(files, (all) => {
      expect(packed(all, 200).flatMap((part) => [...part])).toEqual([...all]);
    }),
  );
});

it("fills no part beyond the limit, but for a file that is larger alone", () => {
  fc.assert(
    fc.property(files, (all) => {
      for (const part of packed(all, 200)) expect(part.size === 1 || bytes(part) <= 200).toBe(true);
    }),
  );
});

it("begins a part only when the file does not fit the one before", () => {
  fc.assert(
    fc.property(files, (all) => {
      const parts = packed(all, 200);
      for (const [index, part] of parts.slice(1).entries()) {
        const [first] = [...part];
        const before = parts[index] as ReadonlyMap<string, string>;
        expect(bytes(before) + Buffer.byteLength(JSON.stringify(first))).toBeGreaterThan(200);
      }
    }),
  );
});
