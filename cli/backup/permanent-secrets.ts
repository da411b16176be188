import type { Secret } from "../../lib/services/secret.ts";
import type { Service } from "../../lib/services/service.ts";
import { secretsOf } from "../secrets/contents.ts";

/** Secrets that data was encrypted with: the data comes with them. Every other secret is the instance's own. */
export const permanentSecrets = (services: readonly Service[]): readonly Secret[] =>
  secretsOf(services).filter(({ permanent }) => permanent !== undefined);
