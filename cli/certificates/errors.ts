import { CliError } from "../errors.ts";
import { secretVariable } from "../secrets/store.ts";

export const certificateMissing = (name: string, path: string): CliError =>
  new CliError(
    "certificates/missing",
    `There is no ${name} in ${path}, and this environment's certificates are given by a person.`,
    `Put it there in PEM, a certificate with what signed it and its key in one file, or name the file by ${secretVariable(name)}; or let them be made here: encryption "local-authority" in stacks/environments/`,
  );

export const certificateUnusable = (name: string, path: string, fault: string): CliError =>
  new CliError(
    "certificates/unusable",
    `The certificate ${name} in ${path} ${fault}.`,
    `Give another one, in PEM with its key: npx quantflow secrets push --name ${name} --from FILE`,
  );

export const authorityKeyMissing = (path: string): CliError =>
  new CliError(
    "certificates/no-key",
    `The certificate-authority in ${path} has no private key, so it can sign no certificate.`,
    "Put its key back beside the certificate; or have a new authority, and new certificates of all services: npx quantflow secrets rotate certificate-authority",
  );
