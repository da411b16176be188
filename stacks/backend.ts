import { localState } from "./errors.ts";

/**
 * Where the state of an environment's stacks lies. No kind holds a secret: Terraform takes those from its own
 * environment variables, because it writes every argument of a backend in clear into `.terraform` and into saved plans.
 */
export type Backend = LocalFile | Postgres | S3 | Http;

/** A file in the instance's folder: for what runs on one machine and is applied from it alone. */
interface LocalFile {
  readonly kind: "local";
}

/** A schema a stack of a PostgreSQL database, locked by advisory locks. Connected to by PG_CONN_STR. */
interface Postgres {
  readonly kind: "pg";
}

/** An object a stack, encrypted, locked by a file beside it. Credentials in the variables of AWS's own tools. */
interface S3 {
  readonly kind: "s3";
  readonly bucket: string;
  readonly region: string;
}

/** An address a stack below this one, as GitLab keeps states. Credentials in TF_HTTP_USERNAME and TF_HTTP_PASSWORD. */
interface Http {
  readonly kind: "http";
  /** `https://gitlab.example/api/v4/projects/7/terraform/state` */
  readonly address: string;
}

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

const inContinuousIntegration = ({ CI = "" }: Variables): boolean => !["", "0", "false"].includes(CI.toLowerCase());
