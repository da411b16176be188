import type { Secret } from "../../lib/services/secret.ts";
import type { Handover } from "../secrets/handover.ts";
import type { SecretStore } from "../secrets/store.ts";
import { authorityKeyMissing, certificateMissing, certificateUnusable } from "./errors.ts";
import { certificateFault, endOf } from "./fault.ts";
import { CERTIFICATE_DAYS, makeAuthority, makeCertificate } from "./make.ts";

const DAY = 86_400_000;
/** A certificate is made anew when so much of it is left: well before anything warns of its end. */
export const RENEWED_DAYS = 30;

type Store = Pick<SecretStore, "find" | "replace" | "path">;

export interface Ensuring {
  readonly store: Store;
  /** Everything that some service reads; what is no certificate is left alone. */
  readonly secrets: readonly Secret[];
  /** Milliseconds since 1970. */
  readonly now: number;
  /** A secret that is on its way to another value. */
  readonly handover?: Handover;
}

/**
 * Makes the certificates that are missing, about to end or not of the present authority, and answers their names. Those
 * that a person gives are held against the same, and an error tells what is wrong with one.
 */
export async function ensureCertificates(given: Ensuring): Promise<readonly string[]> {
  const certificates = given.secrets.filter(({ certifies }) => certifies !== undefined);
  const authority = certificates.find(({ certifies }) => certifies === "certificates");
  // While a new authority is announced, all go on to show what the previous one signed.
  if (authority === undefined || given.handover?.step === "announce") return [];
  const made: string[] = [];
  for (const secret of [authority, ...certificates.filter((one) => one !== authority)])
    if (await ensure(secret, authority, given)) made.push(secret.name);
  return made;
}

async function ensure(secret: Secret, authority: Secret, { store, now }: Ensuring): Promise<boolean> {
  const fault = faultOf(secret, authority, store, now);
  if (fault === undefined && !(secret.origin === "issued" && endsSoon(secret, store, now))) return false;
  if (secret.origin !== "issued") throw refused(secret, store, fault ?? "ends soon");
  await issue(secret, authority, { store, now });
  return true;
}

/**
 * Holds a certificate that a person gives against its names and its authority before it replaces a good one; what is no
 * certificate is left alone. Fails with `certificates/unusable`.
 */
export function requireUsable({ name, certifies }: Secret, pem: string, { store, secrets, now }: Ensuring): void {
  if (certifies === undefined) return;
  const authority = secrets.find((one) => one.certifies === "certificates");
  const fault = certificateFault({ pem, certifies, authority: (authority && store.find(authority)) ?? "" }, now);
  if (fault !== undefined) throw certificateUnusable(name, "the given value", fault);
}

/** Gives an issued secret a new value. */
export async function issue(secret: Secret, authority: Secret, { store, now }: Pick<Ensuring, "store" | "now">) {
  store.replace(secret, await madeFor(secret, authority, { store, now }));
}

async function madeFor({ certifies }: Secret, authority: Secret, { store, now }: Pick<Ensuring, "store" | "now">) {
  if (certifies === undefined || certifies === "certificates") return makeAuthority(now);
  const signing = store.find(authority) ?? "";
  if (!signing.includes("PRIVATE KEY")) throw authorityKeyMissing(store.path(authority));
  return makeCertificate(certifies, signing, now);
}

const ABSENT = "is missing";

function faultOf(secret: Secret, authority: Secret, store: Store, now: number): string | undefined {
  const pem = store.find(secret);
  if (pem === undefined) return ABSENT;
  return certificateFault(
    { pem, certifies: secret.certifies ?? "certificates", authority: store.find(authority) ?? "" },
    now,
  );
}

/** An authority outlives every certificate that it signs. */
const endsSoon = (secret: Secret, store: Store, now: number): boolean =>
  endOf(store.find(secret) ?? "") - now < (secret.certifies === "certificates" ? CERTIFICATE_DAYS : RENEWED_DAYS) * DAY;

const refused = ({ name }: Secret, store: Store, fault: string): Error => {
  const path = store.path({ name, origin: "given" });
  return fault === ABSENT ? certificateMissing(name, path) : certificateUnusable(name, path, fault);
};
