import type { Backend } from "./backend.ts";

interface Documented {
  readonly what: string;
  /** The environment variables that it reads beside Terraform's own. */
  readonly variables: readonly string[];
  readonly locked: string;
  readonly encrypted: string;
}

const KINDS: Readonly<Record<Backend["kind"], Documented>> = {
  local: {
    what: "a file of the instance's folder, for one machine alone; refused by `plan` and `apply` in CI",
    variables: [],
    locked: "by the file system",
    encrypted: "no",
  },
  pg: {
    what: "a row of a schema of its own: `quantflow__docker__storage` is instance, environment and stack",
    variables: ["PG_CONN_STR"],
    locked: "by advisory locks, which end with their connection",
    encrypted: "on the way, by `sslmode`; at rest, by the disk of the server",
  },
  s3: {
    what: "an object: `quantflow/docker/storage.tfstate`. Needs Terraform or OpenTofu 1.10",
    variables: ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_PROFILE"],
    locked: "by a file beside it (`use_lockfile`)",
    encrypted: "on the way and at rest (`encrypt`)",
  },
  http: {
    what: "an address, locked by POST and unlocked by DELETE at its `/lock`, as GitLab has it",
    variables: ["TF_HTTP_USERNAME", "TF_HTTP_PASSWORD"],
    locked: "by its server",
    encrypted: "on the way, by `https`; at rest, by its server",
  },
};

const row = ([kind, { what, variables, locked, encrypted }]: [string, Documented]): string =>
  `| \`${kind}\` | ${what} | ${variables.map((name) => `\`${name}\``).join(", ")} | ${locked} | ${encrypted} |`;

const INTRODUCTION = `## Where Terraform keeps its state

A value of the environment, \`backend\` in \`stacks/environments/\`; each stack of each instance has a state of its own, and
no stack reads another's. \`local\` and \`fault\` keep files in \`.quantflow/\`; \`docker\`, whose engine \`DOCKER_HOST\` names,
keeps it in PostgreSQL. No secret stands in what is synthesized: Terraform takes it from the variables below.

| backend | what a stack's state is | variables | locked | encrypted |
| --- | --- | --- | --- | --- |`;

const REST = `\`PG_CONN_STR\` is \`postgres://USER:PASSWORD@HOST:5432/DATABASE?sslmode=verify-full\`, special characters of the password
percent-encoded. Where it says nothing of \`sslmode\`, \`require\` holds: encrypted, the certificate not checked. \`disable\` is
accepted only to a host on a private network: a loopback, private (RFC 1918, RFC 4193) or link-local address, a name
without a dot, or a socket. The user needs \`CREATE\` on the database and on its schema \`public\`, where Terraform keeps one
sequence for the numbers of all its states; after the first apply neither.

What goes wrong is told with a code: \`state/connection-missing\`, \`state/connection-malformed\`, \`state/connection-in-clear\`,
\`state/unreachable\`, \`state/login-refused\`, \`state/store-missing\`, \`state/forbidden\`, \`state/no-encryption\`,
\`state/not-locked\`, \`state/unreadable\` (half written or damaged), and \`stack/state-locked\` while another is at work, with
who holds it where that can be known and the line that ends a lock whose owner is gone.

A state in PostgreSQL is saved with the database (\`pg_dump --schema='quantflow__*'\`). It must not be the one that the same
environment runs, or nothing is left that could bring the database back. Generated passwords lie in the instance's folder
(\`.quantflow/\`), not in the state: whoever applies from another machine needs them as well (\`QUANTFLOW_SECRET_<NAME>_FILE\`).`;

/** The second half of docs/configuration.md. */
export const statePage = (): string => `${INTRODUCTION}\n${Object.entries(KINDS).map(row).join("\n")}\n\n${REST}\n`;
