/** What encrypted connections need: who answers shows a certificate, who asks holds it against its authority. All in PEM. */
import { SECRETS_DIRECTORY, type Secret, type SecretFile } from "./secret.ts";

/** `local-authority`: certificates are made here. `given`: a person supplies them, and the authority's own. */
export type Encryption = "none" | "local-authority" | "given";

type Encrypting = Exclude<Encryption, "none">;
const ORIGINS = { "local-authority": "issued", given: "given" } as const satisfies Record<Encrypting, Secret["origin"]>;

/** The authority's certificate; with its private key where it is ours, which stays where secrets are kept. */
export const authoritySecret = (encryption: Encrypting): Secret => ({
  name: "certificate-authority",
  origin: ORIGINS[encryption],
  certifies: "certificates",
});

/** A service's private key and certificate, for its name and for who asks it from its own machine. */
export const certificateSecret = (service: string, encryption: Encrypting): Secret => ({
  name: `${service}-certificate`,
  origin: ORIGINS[encryption],
  certifies: [service, "localhost"],
});

export const CERTIFICATE = "certificate.pem";
export const AUTHORITY = "certificate-authority";
/** One file for both, so that a new key and its certificate take the old ones' place at once. */
export const CERTIFICATE_FILE = `${SECRETS_DIRECTORY}/${CERTIFICATE}`;
export const AUTHORITY_FILE = `${SECRETS_DIRECTORY}/${AUTHORITY}`;

const CERTIFICATES = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g;

/** The certificates of a PEM text, without any key in it. */
export const certificatesIn = (pem: string): readonly string[] => pem.match(CERTIFICATES) ?? [];

const lines = (blocks: readonly string[]): string => `${blocks.join("\n")}\n`;

/** Who asks accepts two authorities while certificates change over from one to the other. */
const authorityFile = (encryption: Encrypting): SecretFile => ({
  needs: [authoritySecret(encryption)],
  render: (pem = "") => lines(certificatesIn(pem)),
  overlap: (newest, previous) => lines([...certificatesIn(newest), ...certificatesIn(previous)]),
});

export const certificateFiles = (service: string, encryption: Encrypting) => ({
  [CERTIFICATE]: { needs: [certificateSecret(service, encryption)], render: (pem = "") => lines([pem.trim()]) },
});
export const authorityFiles = (encryption: Encrypting) => ({ [AUTHORITY]: authorityFile(encryption) });

/** `tls_config` of what is written in Go by the Prometheus authors. */
export const TLS_CONFIG = { ca_file: AUTHORITY_FILE } as const;
