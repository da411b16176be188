import { join, relative } from "node:path";
import { localState } from "./errors.ts";

/**
 * Where the state of an environment's stacks lies. No kind holds a secret: Terraform takes those from environment
 * variables, because it writes every argument of a backend in clear into `.terraform` and into saved plans.
 */
export type Backend = LocalFile | Postgres | S3 | Http;

/** A file in the instance's folder: for what runs on one machine and is applied from it alone. */
interface LocalFile {
  readonly kind: "local";
}

/** A schema for each stack in a PostgreSQL database, locked by advisory locks. Connected to by PG_CONN_STR. */
interface Postgres {
  readonly kind: "pg";
}

/** An object for each stack, encrypted, locked by a file beside it. Credentials in the variables of AWS's own tools. */
interface S3 {
  readonly kind: "s3";
  readonly bucket: string;
  readonly region: string;
}

/** An address for each stack below this one, as GitLab keeps states. Credentials in TF_HTTP_USERNAME and TF_HTTP_PASSWORD. */
interface Http {
  readonly kind: "http";
  /** `https://gitlab.example/api/v4/projects/7/terraform/state` */
  readonly address: string;
}

/** Whose state it is; each has its own, wherever it lies. */
export interface StateOwner {
  /** The instance's: `quantflow`, `quantflow-two`. */
  readonly prefix: string;
  readonly environment: string;
  readonly stack: string;
}

/** Terraform's `backend` block. */
export interface BackendBlock {
  readonly kind: Backend["kind"];
  readonly arguments: Readonly<Record<string, string | boolean>>;
}

/** The file of a local state. */
export const stateFile = (directory: string, stack: string): string => join(directory, `terraform.${stack}.tfstate`);

/** A local state lies in the instance's directory; it is named relative to the stack's folder, so that no block holds a path of this machine. */
export const localBlock = (directory: string, stack: string, folder: string): BackendBlock => ({
  kind: "local",
  arguments: { path: relative(folder, stateFile(directory, stack)) },
});

/** The block of a state that lies elsewhere. */
export function remoteBlock(backend: Exclude<Backend, LocalFile>, owner: StateOwner): BackendBlock {
  if (backend.kind === "pg") return { kind: "pg", arguments: { schema_name: stateName(owner) } };
  if (backend.kind === "s3") {
    const { bucket, region } = backend;
    const key = `${owner.prefix}/${owner.environment}/${owner.stack}.tfstate`;
    return { kind: "s3", arguments: { bucket, region, key, encrypt: true, use_lockfile: true } };
  }
  const address = `${backend.address}/${stateName(owner)}`;
  const lock = `${address}/lock`;
  const locking = { lock_address: lock, lock_method: "POST", unlock_address: lock, unlock_method: "DELETE" };
  return { kind: "http", arguments: { address, ...locking } };
}

/**
 * `quantflow_two__docker__storage`: needs no quotes in PostgreSQL and stays below its 63 bytes, as an instance's prefix has
 * at most 31. Two owners never share one: neither an environment's name nor a stack's begins, ends or is doubled with `-`.
 */
export const stateName = ({ prefix, environment, stack }: StateOwner): string =>
  [prefix, environment, stack].join("__").replaceAll("-", "_");

type Variables = Readonly<Record<string, string | undefined>>;

/**
 * Fails in CI (the variable CI is set, and not to `false` or `0`) when the state would be a file of the machine: the
 * next job has another machine, and would plan to create everything anew.
 */
export function requireRemoteState(
  environment: { readonly name: string; readonly backend: Backend },
  variables: Variables,
): void {
  if (environment.backend.kind === "local" && inContinuousIntegration(variables)) throw localState(environment.name);
}

/** Whether CI is set, and not to `false` or `0`. */
export const inContinuousIntegration = ({ CI = "" }: Variables): boolean =>
  !["", "0", "false"].includes(CI.toLowerCase());
