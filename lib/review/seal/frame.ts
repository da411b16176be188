import { SealError } from "./errors.ts";

export const NONCE_LENGTH = 12;
export const TAG_LENGTH = 16;
export const SECRET_ID_LENGTH = 8;
const SEAL_LENGTH = 32;
const SIZE_LENGTH = 8;
const FAMILY = Buffer.from("quantflow-plan/");
const MAGIC = Buffer.from("quantflow-plan/1\n");
/** How a saved plan, a zip archive, begins. */
const ZIP = Buffer.from("PK\u0003\u0004");
const HEADER_LENGTH = MAGIC.length + SEAL_LENGTH + SECRET_ID_LENGTH + NONCE_LENGTH + SIZE_LENGTH;

/** The parts of an encrypted plan; `encryptPlan` says how they lie. */
export interface Frame {
  /** All before the ciphertext. */
  readonly header: Buffer;
  readonly seal: Buffer;
  readonly secretId: Buffer;
  readonly nonce: Buffer;
  readonly ciphertext: Buffer;
  readonly tag: Buffer;
}

export function headerOf(parts: Pick<Frame, "seal" | "secretId" | "nonce">, size: number): Buffer {
  const length = Buffer.alloc(SIZE_LENGTH);
  length.writeBigUInt64BE(BigInt(size));
  return Buffer.concat([MAGIC, parts.seal, parts.secretId, parts.nonce, length]);
}

/** Fails with `seal/plan-...` when the bytes are no whole frame of this version. */
export function frameOf(bytes: Uint8Array): Frame {
  const whole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  requireMagic(whole);
  if (whole.length < HEADER_LENGTH + TAG_LENGTH) throw truncated();
  const header = whole.subarray(0, HEADER_LENGTH);
  const end = whole.length - TAG_LENGTH;
  requireSize(header.readBigUInt64BE(HEADER_LENGTH - SIZE_LENGTH), BigInt(end - HEADER_LENGTH));
  const secretAt = MAGIC.length + SEAL_LENGTH;
  const nonceAt = secretAt + SECRET_ID_LENGTH;
  return {
    header,
    seal: header.subarray(MAGIC.length, secretAt),
    secretId: header.subarray(secretAt, nonceAt),
    nonce: header.subarray(nonceAt, nonceAt + NONCE_LENGTH),
    ciphertext: whole.subarray(HEADER_LENGTH, end),
    tag: whole.subarray(end),
  };
}

function requireMagic(bytes: Buffer): void {
  const start = bytes.subarray(0, MAGIC.length);
  if (start.equals(MAGIC)) return;
  if (MAGIC.subarray(0, start.length).equals(start)) throw truncated();
  if (start.subarray(0, ZIP.length).equals(ZIP)) throw inClear();
  if (start.subarray(0, FAMILY.length).equals(FAMILY)) throw unknownVersion();
  throw new SealError(
    "seal/plan-malformed",
    "The file is not an encrypted plan: it does not begin with quantflow-plan/1",
    "Give the encrypted plan the plan job wrote",
  );
}

function requireSize(declared: bigint, found: bigint): void {
  if (found < declared) throw truncated();
  if (found > declared) throw tampered("more bytes follow than it declares");
}

export function tampered(why: string): SealError {
  return new SealError(
    "seal/plan-tampered",
    `The encrypted plan was changed after it was written: ${why}`,
    "Apply nothing from this run; fetch the file again or find out who changed it, else plan again",
  );
}

const truncated = (): SealError =>
  new SealError("seal/plan-truncated", "The encrypted plan ends too early", "Fetch it again, whole, or plan again");

const inClear = (): SealError =>
  new SealError(
    "seal/plan-in-clear",
    "The plan is not encrypted, and a plan holds secrets in clear",
    "Delete it wherever it was uploaded, change the secrets in it, and plan again",
  );

const unknownVersion = (): SealError =>
  new SealError(
    "seal/plan-unknown-version",
    "The encrypted plan is of a version this program does not know; it knows quantflow-plan/1",
    "Plan and apply with the same version of this program",
  );
