import { createPrivateKey, X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import { ConfigurationError } from "../errors.ts";

/**
 * The certificate and its key in a PEM file, read when the program starts; undefined without a path. Throws
 * APP_CONFIGURATION when TLS could not be spoken by them.
 */
export function certificateIn(path: string | undefined): string | undefined {
  if (path === undefined) return undefined;
  try {
    const pem = readFileSync(path, "utf8");
    if (!new X509Certificate(pem).checkPrivateKey(createPrivateKey(pem))) throw new Error("the key is another's");
    return pem;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new ConfigurationError([
      `certificate file ${path} is of no use: ${why}; put a certificate and its key into it, in PEM`,
    ]);
  }
}
