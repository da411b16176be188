import { createPrivateKey, X509Certificate } from "node:crypto";
import { certificatesIn } from "../../lib/services/certificate.ts";
import type { Certified } from "../../lib/services/secret.ts";

const DAY = 86_400_000;

export interface Held {
  /** A certificate, what signed it where that is sent along, and its key, in PEM. */
  readonly pem: string;
  readonly certifies: Certified;
  /** The authority's certificates. */
  readonly authority: string;
}

/** Why a certificate is of no use at this moment (milliseconds since 1970), in words that follow its name; undefined where it is. */
export function certificateFault({ pem, certifies, authority }: Held, now: number): string | undefined {
  const [certificate, ...chain] = certificates(pem);
  if (certificate === undefined) return "holds no certificate in PEM";
  if (certifies === "certificates") return certificate.ca ? lifetimeFault(certificate, now) : "is no authority's";
  return (
    keyFault(pem, certificate) ??
    namesFault(certificate, certifies) ??
    (isSigned(certificate, chain, certificates(authority))
      ? undefined
      : "is not signed by the certificate-authority") ??
    lifetimeFault(certificate, now)
  );
}

/** When the earliest of a PEM text's certificates ends, in milliseconds since 1970. */
export const endOf = (pem: string): number => Math.min(...certificates(pem).map(({ validTo }) => Date.parse(validTo)));

function certificates(pem: string): readonly X509Certificate[] {
  try {
    return certificatesIn(pem).map((one) => new X509Certificate(one));
  } catch {
    // What cannot be read is no certificate, and the caller says so.
    return [];
  }
}

function keyFault(pem: string, certificate: X509Certificate): string | undefined {
  try {
    return certificate.checkPrivateKey(createPrivateKey(pem)) ? undefined : "holds the key of another certificate";
  } catch {
    return "holds no private key in PEM, or an encrypted one";
  }
}

function namesFault(certificate: X509Certificate, names: readonly string[]): string | undefined {
  const missing = names.filter((name) => certificate.checkHost(name) === undefined);
  return missing.length === 0 ? undefined : `does not name ${missing.join(" and ")}`;
}

/** One of the authorities signed it, or signed what signed it. */
const isSigned = (
  one: X509Certificate,
  [next, ...rest]: readonly X509Certificate[],
  authorities: readonly X509Certificate[],
): boolean =>
  authorities.some((authority) => signs(authority, one)) ||
  (next !== undefined && signs(next, one) && isSigned(next, rest, authorities));

const signs = (authority: X509Certificate, one: X509Certificate): boolean =>
  one.checkIssued(authority) && one.verify(authority.publicKey);

function lifetimeFault({ validFrom, validTo }: X509Certificate, now: number): string | undefined {
  if (now >= Date.parse(validTo))
    return `ended ${Math.floor((now - Date.parse(validTo)) / DAY)} days ago, on ${validTo}`;
  return now < Date.parse(validFrom) ? `is not valid before ${validFrom}` : undefined;
}
