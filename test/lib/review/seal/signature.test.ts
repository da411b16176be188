import { generateKeyPairSync } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  keyPair,
  privateKeyOf,
  publicKeysOf,
  readSeal,
  type Seal,
  writeSeal,
} from "../../../../lib/review/seal/index.ts";
import { seals } from "./arbitraries.ts";
import { counted, privateKey, publicKeys, seal } from "./fixtures.ts";
import { codeOf, refusal } from "./refusal.ts";

const text = writeSeal(seal, privateKey);

describe("a seal", () => {
  it("is read as it was written", () => {
    fc.assert(
      fc.property(seals, (any) => {
        expect(readSeal(writeSeal(any, privateKey), publicKeys)).toEqual(any);
      }),
    );
  });

  it("is one line of canonical JSON with the key's id, the same every time", () => {
    expect(text).toMatch(
      /^\{"key":"[0-9a-f]{16}","seal":\{"commit":"0123.*"version":2\},"signature":"[\w+/]{86}=="\}\n$/,
    );
    expect(writeSeal({ ...seal }, privateKey)).toBe(text);
  });

  it("is refused with any bit flipped", () => {
    const bytes = Buffer.from(text);
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const changed = Buffer.from(bytes);
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(
        codeOf(() => readSeal(changed.toString("utf8"), publicKeys)),
        `bit ${bit}`,
      ).toMatch(/^seal\//);
    }
  });

  it("is refused when it ends early, is read twice over, or is spelled otherwise", () => {
    for (let end = 0; end < text.length; end++) {
      expect(codeOf(() => readSeal(text.slice(0, end), publicKeys))).toBe("seal/malformed");
    }
    expect(codeOf(() => readSeal(text + text, publicKeys))).toBe("seal/malformed");
    expect(codeOf(() => readSeal(text.replace(":", ": "), publicKeys))).toBe("seal/malformed");
    expect(codeOf(() => readSeal(text.replace("{", '{"key":"x",'), publicKeys))).toBe("seal/malformed");
  });

  it("is refused when a value was changed after signing", () => {
    const changed = text.replace("production", "staging");
    expect(refusal(() => readSeal(changed, publicKeys))).toMatchObject({
      code: "seal/bad-signature",
      message: expect.stringContaining("changed after it was signed"),
      remedy: expect.stringContaining("Apply nothing"),
    });
  });

  it("is refused under a key that is not trusted, and found among several", () => {
    const other = publicKeysOf(keyPair(counted(7)).publicKey, "KEYS");
    expect(codeOf(() => readSeal(text, other))).toBe("seal/unknown-key");
    expect(refusal(() => readSeal(text, [])).message).toMatch(/trusted: none$/);
    expect(readSeal(text, [...other, ...publicKeys])).toEqual(seal);
  });

  it("is refused when another's signature stands under a trusted key's id", () => {
    const forged = writeSeal(seal, privateKeyOf(keyPair(counted(7)).privateKey, "KEY"));
    const id = text.slice(0, '{"key":"0123456789abcdef"'.length);
    expect(codeOf(() => readSeal(id + forged.slice(id.length), publicKeys))).toBe("seal/bad-signature");
  });

  it("of another version is told by its version", () => {
    const later = text.replace('"version":2', '"version":3');
    expect(refusal(() => readSeal(later, publicKeys))).toMatchObject({
      code: "seal/unknown-version",
      message: "The seal is of version 3; this program knows version 2",
    });
  });

  it.each<[string, Partial<Record<keyof Seal | "extra", unknown>>, string]>([
    ["no stacks", { stacks: [] }, "seal.stacks is not a list of at least one stack"],
    ["a stack twice", { stacks: [seal.stacks[0], seal.stacks[0]] }, "names each stack once"],
    ["a short commit", { commit: "0123456" }, "seal.commit is not a full commit id"],
    ["an end before its beginning", { expires: seal.created }, "seal.expires is not a time after seal.created"],
    ["a day that does not exist", { expires: "2027-02-30T00:00:00Z" }, "seal.expires is not a time that exists"],
    ["a terminal escape", { environment: "\u001b[2Jproduction" }, "seal.environment is not a name on one line"],
    ["a member too many", { extra: true }, "seal is not an object with exactly version, environment, engine"],
    ["a negative serial", stateOf(-1), "seal.stacks[0].state.serial is not a whole number from 0"],
    ["half a serial", stateOf(1.5), "seal.stacks[0].state.serial is not a whole number from 0"],
    ["an engine without an id", { engine: "" }, "seal.engine is not an engine's id on one line"],
    ["a state nowhere", { stacks: [{ ...seal.stacks[0], place: "" }] }, "seal.stacks[0].place is not a place"],
    ["an unknown tool", { stacks: [{ ...seal.stacks[0], tool: "pulumi 3" }] }, "seal.stacks[0].tool is not a tool"],
  ])("with %s is not written", (_, change, message) => {
    const wrong = { ...seal, ...change } as Seal;
    expect(refusal(() => writeSeal(wrong, privateKey)).message).toContain(message);
  });

  it("is read from no text without failing as a SealError", () => {
    const texts = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.json(),
      fc.jsonValue().map((value) => text.replace("2}", `${JSON.stringify(value)}}`)),
      fc.jsonValue().map((value) => JSON.stringify({ key: "0123456789abcdef", seal: value, signature: "" })),
    );
    fc.assert(
      fc.property(texts, (any) => {
        fc.pre(any !== text);
        expect(codeOf(() => readSeal(any, publicKeys))).toMatch(/^seal\/(malformed|unknown-version)$/);
      }),
    );
  });

  it("is refused in one line when it is deep or long", () => {
    const deep = "[".repeat(200_000) + "]".repeat(200_000);
    expect(codeOf(() => readSeal(deep, publicKeys))).toBe("seal/malformed");
    expect(codeOf(() => readSeal(`{"key":"0","seal":${deep},"signature":""}`, publicKeys))).toBe("seal/malformed");
    expect(refusal(() => readSeal(" ".repeat(2 ** 20 + 1), publicKeys)).message).toContain("1 MiB");
  });
});

describe("a key of another kind, handed in directly,", () => {
  it("does not sign", () => {
    const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 });
    expect(codeOf(() => writeSeal(seal, rsa.privateKey))).toBe("seal/key-wrong-kind");
    expect(codeOf(() => writeSeal(seal, publicKeys[0] ?? rsa.publicKey))).toBe("seal/key-public-for-private");
  });
});

function stateOf(serial: number): Partial<Seal> {
  return { stacks: seal.stacks.map((stack) => ({ ...stack, state: { lineage: "a", serial } })) };
}
