import type { Context } from "../command.ts";
import type { CliError } from "../errors.ts";
import { type StatePlace, statePlace } from "./backend.ts";
import { withoutSecrets } from "./connection.ts";
import { lockHolders } from "./lock-holders.ts";
import {
  stateForbidden,
  stateInClear,
  stateLoginRefused,
  stateStoreMissing,
  stateUnreachable,
  stateUnreadable,
} from "./state-errors.ts";
import { notLocked } from "./state-lock.ts";

/** A stack's folder, and where its state lies. */
export interface Place extends StatePlace {
  readonly folder: string;
  /** Who holds the lock, where the backend's own words do not tell it. */
  readonly holders?: string;
}

/** What Terraform says from its first error on, without empty lines: its warnings stand before. */
export function errorIn(lines: readonly string[]): string {
  const at = lines.findIndex((line) => /Error:|^Failed to /.test(line));
  const words = lines.slice(Math.max(0, at)).filter((line) => line.trim() !== "");
  return words.join("\n");
}

interface Kind {
  readonly words: RegExp;
  readonly error: (place: Place, words: string) => CliError;
}

const DAMAGED: Kind = { words: /Unsupported state file format|state file could not be parsed/, error: stateUnreadable };
const LOCKED: Kind = { words: /Error acquiring the state lock/, error: notLocked };

/** The first that fits counts. Words of lib/pq, of Go's net and of Terraform's own backends. */
const REMOTE: readonly Kind[] = [
  DAMAGED,
  {
    words: /pq: (?:password authentication failed|no pg_hba\.conf entry|role ".*" does not exist)/,
    error: stateLoginRefused,
  },
  { words: /remote state endpoint (?:requires|invalid) auth|No valid credential sources/, error: stateLoginRefused },
  { words: /pq: database ".*" does not exist|NoSuchBucket/, error: stateStoreMissing },
  { words: /pq: permission denied|AccessDenied/, error: stateForbidden },
  { words: /pq: SSL is not enabled|^(?:Error: )?(?:x509|tls): /m, error: stateInClear },
  {
    words: /^\s*(?:Error: )?dial (?:tcp|unix)|giving up after \d+ attempt|pq: the database system/m,
    error: stateUnreachable,
  },
  LOCKED,
];

const kindsOf = (kind: string): readonly Kind[] => (kind === "local" ? [DAMAGED, LOCKED] : REMOTE);

/**
 * The failure of reaching, locking or reading the state of the stack in this folder, if Terraform's words tell of one.
 * Secrets of the backend in `variables` are left out of them.
 */
export function stateFailure(
  words: string,
  folder: string,
  variables: Readonly<Record<string, string | undefined>> = {},
): CliError | undefined {
  if (!REMOTE.some((one) => one.words.test(words))) return undefined;
  const place = { ...statePlace(folder), folder };
  return kindsOf(place.kind)
    .find((one) => one.words.test(words))
    ?.error(place, withoutSecrets(words, variables));
}

/** The same, and of a lock in PostgreSQL who holds it, which Terraform does not tell. */
export async function stateFailureNow(
  words: string,
  folder: string,
  asking: Pick<Context, "run" | "variables">,
): Promise<CliError | undefined> {
  const failure = stateFailure(words, folder, asking.variables);
  if (failure?.code !== "stack/state-locked") return failure;
  const place = statePlace(folder);
  if (place.kind !== "pg") return failure;
  return notLocked({ ...place, folder, holders: await lockHolders(asking, place.schema) }, words);
}
