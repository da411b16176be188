import { hkdfSync, webcrypto } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decryptPlan, encryptPlan, type Seal, sealHash } from "../../../../lib/review/seal/index.ts";
import { counted, seal } from "./fixtures.ts";
import { codeOf, refusal } from "./refusal.ts";

const secret = Buffer.from(counted(100)(32)).toString("base64");
const otherSecret = Buffer.from(counted(101)(32)).toString("base64");
const otherSeal: Seal = { ...seal, environment: "staging" };
const plan = Buffer.from("PK\u0003\u0004 a plan that holds password=hunter2");
const encrypted = Buffer.from(encryptPlan(plan, secret, seal, counted(0)));

describe("an encrypted plan", () => {
  it("is read as it was written, for any plan and nonce", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 5000 }), fc.uint8Array({ minLength: 12, maxLength: 12 }), (any, nonce) => {
        const bytes = encryptPlan(any, secret, seal, () => nonce);
        expect(Buffer.from(decryptPlan(bytes, secret, seal)).equals(Buffer.from(any))).toBe(true);
      }),
    );
  });

  it("lies as documented, for anybody's AES-GCM", async () => {
    const salt = Buffer.from(sealHash(seal), "hex");
    const derived = (info: string, size: number) => hkdfSync("sha256", Buffer.from(secret, "base64"), salt, info, size);
    expect(encrypted.subarray(0, 17).toString()).toBe("quantflow-plan/1\n");
    expect(encrypted.subarray(17, 49)).toEqual(salt);
    expect(encrypted.subarray(49, 57)).toEqual(Buffer.from(derived("quantflow-plan/1 secret id", 8)));
    expect(encrypted.subarray(57, 69)).toEqual(Buffer.from(counted(0)(12)));
    expect(encrypted.readBigUInt64BE(69)).toBe(BigInt(plan.length));
    expect(encrypted.length).toBe(77 + plan.length + 16);
    const key = await webcrypto.subtle.importKey("raw", derived("quantflow-plan/1 key", 32), "AES-GCM", false, [
      "decrypt",
    ]);
    const algorithm = { name: "AES-GCM", iv: encrypted.subarray(57, 69), additionalData: encrypted.subarray(0, 77) };
    expect(Buffer.from(await webcrypto.subtle.decrypt(algorithm, key, encrypted.subarray(77)))).toEqual(plan);
  });

  it("holds nothing of the plan in clear", () => {
    expect(encrypted.includes("hunter2")).toBe(false);
    expect(encrypted.includes("PK\u0003\u0004")).toBe(false);
  });

  it("is refused with any bit flipped, by the part it stands in", () => {
    const codes = new Map<string, number>();
    for (let bit = 0; bit < encrypted.length * 8; bit++) {
      const changed = Buffer.from(encrypted);
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      const code = codeOf(() => decryptPlan(changed, secret, seal));
      codes.set(code, (codes.get(code) ?? 0) + 1);
    }
    const bits = (bytes: number) => 8 * bytes;
    expect(codes.get("seal/plan-malformed")).toBe(bits("quantflow-plan/".length));
    expect(codes.get("seal/plan-unknown-version")).toBe(bits("1\n".length));
    expect(codes.get("seal/plan-other-seal")).toBe(bits(32));
    expect(codes.get("seal/plan-other-secret")).toBe(bits(8));
    expect((codes.get("seal/plan-truncated") ?? 0) + (codes.get("seal/plan-tampered") ?? 0)).toBe(
      bits(12 + 8 + plan.length + 16),
    );
  });

  it("is refused cut anywhere, and with bytes behind it", () => {
    for (let end = 0; end < encrypted.length; end++) {
      expect(codeOf(() => decryptPlan(encrypted.subarray(0, end), secret, seal))).toBe("seal/plan-truncated");
    }
    expect(codeOf(() => decryptPlan(Buffer.concat([encrypted, Buffer.of(0)]), secret, seal))).toBe(
      "seal/plan-tampered",
    );
  });

  it("is refused with another seal and with another secret", () => {
    expect(codeOf(() => decryptPlan(encrypted, secret, otherSeal))).toBe("seal/plan-other-seal");
    expect(codeOf(() => decryptPlan(encrypted, otherSecret, seal))).toBe("seal/plan-other-secret");
  });

  it("is refused when another seal's hash or another secret's id is written into it", () => {
    const moved = Buffer.from(encrypted);
    moved.write(sealHash(otherSeal), 17, "hex");
    expect(codeOf(() => decryptPlan(moved, secret, otherSeal))).toBe("seal/plan-other-secret");
    Buffer.from(encryptPlan(plan, secret, otherSeal, counted(0))).copy(moved, 0, 0, 77);
    expect(codeOf(() => decryptPlan(moved, secret, otherSeal))).toBe("seal/plan-tampered");
  });

  it("is refused when it is a plan in clear, with what to do about it", () => {
    expect(refusal(() => decryptPlan(plan, secret, seal))).toMatchObject({
      code: "seal/plan-in-clear",
      remedy: expect.stringContaining("change the secrets in it"),
    });
  });

  it("is read from no other bytes, and fails with a SealError only", () => {
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 300 }),
      fc.uint8Array({ maxLength: 300 }).map((rest) => Buffer.concat([Buffer.from("quantflow-plan/1\n"), rest])),
      fc.uint8Array({ maxLength: 100 }).map((rest) => Buffer.concat([encrypted.subarray(0, 77), rest])),
    );
    fc.assert(
      fc.property(bytes, (any) => {
        expect(codeOf(() => decryptPlan(any, secret, seal))).toMatch(/^seal\/plan-/);
      }),
    );
  });

  it("is not made with a nonce of the wrong length", () => {
    expect(() => encryptPlan(plan, secret, seal, () => Buffer.alloc(11))).toThrow("gave 11 bytes, not 12");
  });
});

describe("the secret of an encrypted plan", () => {
  it.each([
    ["nothing", undefined, "seal/secret-missing"],
    ["blanks", " \n", "seal/secret-missing"],
    ["31 bytes", Buffer.from(counted(100)(31)).toString("base64"), "seal/secret-weak"],
    ["a passphrase", "correct horse battery staple, and a little more of it", "seal/secret-weak"],
    [
      "a passphrase in base64",
      Buffer.from("correct horse battery staple, and more").toString("base64"),
      "seal/secret-weak",
    ],
    ["zeros in hex", "00".repeat(32), "seal/secret-weak"],
    ["base64 that is cut", secret.slice(0, 41), "seal/secret-weak"],
  ])("is refused when it is %s, and not repeated", (_, value, code) => {
    const error = refusal(() => encryptPlan(plan, value, seal, counted(0)));
    expect(error.code).toBe(code);
    expect(error.remedy).toBe("Make one with: openssl rand -base64 32");
    if (value?.trim()) expect(`${error.message} ${error.stack}`).not.toContain(value);
  });

  it("is the same in hex, in base64, and with line breaks", () => {
    const hex = Buffer.from(secret, "base64").toString("hex");
    for (const form of [
      hex,
      hex.toUpperCase(),
      `${secret}\n`,
      secret.replace("=", ""),
      `${hex.slice(0, 30)}\n${hex.slice(30)}`,
    ]) {
      expect(decryptPlan(encrypted, form, seal)).toEqual(plan);
    }
  });

  it("is taken from any source of 32 random bytes", () => {
    const random = fc.uint8Array({ minLength: 32, maxLength: 64 }).filter((bytes) => new Set(bytes).size >= 20);
    fc.assert(
      fc.property(random, (bytes) => {
        fc.pre(bytes.some((byte) => byte > 0x7f));
        const any = Buffer.from(bytes).toString("base64");
        expect(decryptPlan(encryptPlan(plan, any, seal, counted(0)), any, seal)).toEqual(plan);
      }),
    );
  });
});
