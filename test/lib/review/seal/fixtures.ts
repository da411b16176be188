import {
  privateKeyOf,
  publicKeysOf,
  type Random,
  type Seal,
  type SealedStack,
  sha256,
} from "../../../../lib/review/seal/index.ts";

/** The first test vector of RFC 8032, section 7.1: known to everybody, so of use in tests only. */
export const SEED = Buffer.from("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60", "hex");
export const privateKey = privateKeyOf(SEED.toString("base64"), "KEY");

const spki = Buffer.from(
  "302a300506032b6570032100d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
  "hex",
);
export const publicPem = `-----BEGIN PUBLIC KEY-----\n${spki.toString("base64")}\n-----END PUBLIC KEY-----\n`;
export const publicKeys = publicKeysOf(publicPem, "KEYS");

export const storage: SealedStack = {
  name: "storage",
  plan: sha256("the plan of storage"),
  synthesized: sha256("the folder of storage"),
  lock: sha256("the lock of storage"),
  place: "schema quantflow__docker__storage of postgres://db.example:5432/states",
  state: { lineage: "6f1e7a52-5a7c-3b1e-9c40-2b1c5d8e9f01", serial: 12 },
  tool: "terraform 1.11.4",
};

export const platform: SealedStack = {
  ...storage,
  name: "platform",
  plan: sha256("the plan of platform"),
  lock: null,
  state: null,
};

export const seal: Seal = {
  version: 2,
  environment: "production",
  engine: "d5be1b1b-7d2f-4b4d-a4f5-0f6b0a1c2d3e",
  commit: "0123456789abcdef0123456789abcdef01234567",
  created: "2026-11-23T12:00:00.000Z",
  expires: "2026-11-24T12:00:00.000Z",
  stacks: [storage, platform],
  review: sha256("the verdict"),
};

/** Foretellable: bytes counted up from a start. */
export const counted =
  (start: number): Random =>
  (size) =>
    Uint8Array.from({ length: size }, (_, index) => start + index);
