import { generateKeyPairSync, type KeyPairKeyObjectResult, sign, verify } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { keyId, keyPair, privateKeyOf, publicKeysOf } from "../../../../lib/review/seal/index.ts";
import { counted, privateKey, publicKeys, publicPem, SEED } from "./fixtures.ts";
import { codeOf, refusal } from "./refusal.ts";

const inPem = ({ privateKey, publicKey }: KeyPairKeyObjectResult) => ({
  privateKey: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
  publicKey: publicKey.export({ type: "spki", format: "pem" }).toString(),
});
const ed25519 = inPem(generateKeyPairSync("ed25519"));
const rsa = inPem(generateKeyPairSync("rsa", { modulusLength: 2048 }));
const locked = privateKey
  .export({ type: "pkcs8", format: "pem", cipher: "aes-256-cbc", passphrase: "open" })
  .toString();

describe("a key in an environment variable", () => {
  // RFC 8032, section 7.1, tests 1 to 3: seed, public key, message, signature.
  it.each([
    [
      "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
      "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
      "",
      "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
    ],
    [
      "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
      "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
      "72",
      "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    ],
    [
      "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
      "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
      "af82",
      "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
    ],
  ])("signs as RFC 8032 says: seed %s", (seed, publicHex, message, signature) => {
    const key = privateKeyOf(Buffer.from(seed, "hex").toString("base64"), "KEY");
    expect(sign(null, Buffer.from(message, "hex"), key).toString("hex")).toBe(signature);
    const der = Buffer.from(`302a300506032b6570032100${publicHex}`, "hex").toString("base64");
    const [half] = publicKeysOf(`-----BEGIN PUBLIC KEY-----\n${der}\n-----END PUBLIC KEY-----`, "KEYS");
    expect(half && verify(null, Buffer.from(message, "hex"), half, Buffer.from(signature, "hex"))).toBe(true);
  });

  it("may be PEM, PEM on one line, or a seed with or without padding", () => {
    const id = publicKeysOf(ed25519.publicKey, "KEYS").map(keyId)[0];
    expect(keyId(privateKeyOf(ed25519.privateKey, "KEY"))).toBe(id);
    expect(keyId(privateKeyOf(ed25519.privateKey.replaceAll("\n", "\\n"), "KEY"))).toBe(id);
    expect(keyId(privateKeyOf(ed25519.privateKey.replaceAll("\n", "\r\n"), "KEY"))).toBe(id);
    expect(keyId(privateKeyOf(SEED.toString("base64").replace("=", ""), "KEY"))).toBe(keyId(privateKey));
  });

  it("may be several public ones", () => {
    expect(publicKeysOf(publicPem + ed25519.publicKey, "KEYS").map(keyId)).toEqual([
      keyId(privateKey),
      keyId(privateKeyOf(ed25519.privateKey, "KEY")),
    ]);
  });

  it.each([
    ["nothing", undefined, "seal/key-missing"],
    ["blanks", " \n", "seal/key-missing"],
    ["a word", "hunter2", "seal/key-unreadable"],
    ["a short seed", SEED.subarray(1).toString("base64"), "seal/key-unreadable"],
    ["a long seed", Buffer.concat([SEED, SEED]).toString("base64"), "seal/key-unreadable"],
    ["half a PEM", ed25519.privateKey.slice(0, 60), "seal/key-unreadable"],
    ["a damaged PEM", ed25519.privateKey.replace(/MC4/, "MC5"), "seal/key-unreadable"],
    ["two keys", ed25519.privateKey + ed25519.privateKey, "seal/key-unreadable"],
    ["a public key", ed25519.publicKey, "seal/key-public-for-private"],
    ["an RSA key", rsa.privateKey, "seal/key-wrong-kind"],
    [
      "an OpenSSH key",
      "-----BEGIN OPENSSH PRIVATE KEY-----\nb3Bl\n-----END OPENSSH PRIVATE KEY-----",
      "seal/key-wrong-kind",
    ],
    ["a key under a passphrase", locked, "seal/key-has-passphrase"],
  ])("is refused as private: %s", (_, value, code) => {
    const error = refusal(() => privateKeyOf(value, "QUANTFLOW_SEAL_KEY"));
    expect(error.code).toBe(code);
    expect(error.message).toMatch(/^QUANTFLOW_SEAL_KEY /);
    expect(error.remedy).toContain("openssl genpkey");
  });

  it.each([
    ["nothing", "", "seal/key-missing"],
    ["a private key", ed25519.privateKey, "seal/key-private-for-public"],
    ["a private key behind a public one", publicPem + ed25519.privateKey, "seal/key-private-for-public"],
    ["a seed", SEED.toString("base64"), "seal/key-private-for-public"],
    ["an RSA key", rsa.publicKey, "seal/key-wrong-kind"],
    ["a certificate", "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----", "seal/key-wrong-kind"],
    ["one whole and half a key", publicPem + publicPem.slice(0, 40), "seal/key-unreadable"],
  ])("is refused as public: %s", (_, value, code) => {
    expect(codeOf(() => publicKeysOf(value, "KEYS"))).toBe(code);
  });

  it("never stands in a message, nor any failure but a SealError", () => {
    const bodies = fc.oneof(fc.string({ unit: "binary", minLength: 20 }), fc.base64String({ minLength: 48 }));
    fc.assert(
      fc.property(bodies, fc.boolean(), (body, framed) => {
        const value = framed ? `-----BEGIN PRIVATE KEY-----\n${body}\n-----END PRIVATE KEY-----` : body;
        for (const read of [privateKeyOf, publicKeysOf]) {
          const error = refusal(() => read(value, "KEY"));
          expect(`${error.message} ${error.remedy}`).not.toContain(body);
        }
      }),
    );
  });
});

describe("a new pair of keys", () => {
  it("is two values that belong together", () => {
    const pair = keyPair(() => SEED);
    expect(pair).toEqual({ privateKey: SEED.toString("base64"), publicKey: publicPem });
    expect(publicKeysOf(pair.publicKey, "KEYS").map(keyId)).toEqual(publicKeys.map(keyId));
  });

  it("is not made of too little randomness", () => {
    expect(() => keyPair((size) => counted(0)(size - 1))).toThrow("gave 31 bytes, not 32");
  });
});
