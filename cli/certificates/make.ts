import "reflect-metadata";
import type { webcrypto } from "node:crypto";
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  type Extension,
  KeyUsageFlags,
  KeyUsagesExtension,
  PemConverter,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509Certificate,
  X509CertificateGenerator,
} from "@peculiar/x509";

const KEYS = { name: "ECDSA", namedCurve: "P-256" } as const;
const SIGNING = { ...KEYS, hash: "SHA-256" } as const;
const USAGES: webcrypto.KeyUsage[] = ["sign", "verify"];

const DAY = 86_400_000;
/** A clock that is behind ours by so much takes the certificate all the same. */
const CLOCKS_DIFFER = DAY / 24;
/** What programs accept of a server's certificate, with a margin (Apple: 825 days, browsers: 398 of public ones). */
export const CERTIFICATE_DAYS = 365;
export const AUTHORITY_DAYS = 3650;

/** A new authority: its certificate and its key in PEM, valid from now (milliseconds since 1970). */
export async function makeAuthority(now: number): Promise<string> {
  const keys = await crypto.subtle.generateKey(KEYS, true, USAGES);
  const certificate = await X509CertificateGenerator.createSelfSigned({
    name: "CN=QuantFlow certificate authority",
    keys,
    signingAlgorithm: SIGNING,
    ...validity(now, AUTHORITY_DAYS),
    extensions: [
      new BasicConstraintsExtension(true, 0, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
      await SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return pem(certificate, keys.privateKey);
}

/** A new key and a certificate of it for these names of hosts, signed by an authority: both in PEM. */
export async function makeCertificate(names: readonly string[], authority: string, now: number): Promise<string> {
  const keys = await crypto.subtle.generateKey(KEYS, true, USAGES);
  const issuer = new X509Certificate(PemConverter.decodeFirst(certificatePart(authority)));
  const certificate = await X509CertificateGenerator.create({
    subject: `CN=${names[0]}`,
    issuer: issuer.subject,
    publicKey: keys.publicKey,
    signingKey: await signingKey(authority),
    signingAlgorithm: SIGNING,
    ...validity(now, CERTIFICATE_DAYS),
    extensions: await leafExtensions(names, issuer, keys.publicKey),
  });
  return pem(certificate, keys.privateKey);
}

const leafExtensions = async (
  names: readonly string[],
  issuer: X509Certificate,
  publicKey: webcrypto.CryptoKey,
): Promise<Extension[]> => [
  new BasicConstraintsExtension(false, undefined, true),
  new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
  new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
  new SubjectAlternativeNameExtension(names.map((value) => ({ type: "dns" as const, value }))),
  await SubjectKeyIdentifierExtension.create(publicKey),
  await AuthorityKeyIdentifierExtension.create(issuer),
];

const validity = (now: number, days: number) => ({
  notBefore: new Date(now - CLOCKS_DIFFER),
  notAfter: new Date(now + days * DAY),
});

const block = (pemText: string, tag: RegExp): string => tag.exec(pemText)?.[0] ?? "";
const certificatePart = (text: string) => block(text, /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/);
const keyPart = (text: string) => block(text, /-----BEGIN PRIVATE KEY-----[\s\S]+?-----END PRIVATE KEY-----/);

const signingKey = (authority: string): Promise<webcrypto.CryptoKey> =>
  crypto.subtle.importKey("pkcs8", PemConverter.decodeFirst(keyPart(authority)), KEYS, false, ["sign"]);

async function pem(certificate: X509Certificate, key: webcrypto.CryptoKey): Promise<string> {
  const exported = await crypto.subtle.exportKey("pkcs8", key);
  return `${PemConverter.encode(exported, PemConverter.PrivateKeyTag)}\n${certificate.toString("pem")}`;
}
