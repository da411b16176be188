import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { errorIn, stateFailure } from "../../../cli/terraform/index.ts";
import { temporaryFolder } from "../fixtures.ts";

/** A stack's folder with this backend. */
function stack(backend: object): string {
  const folder = temporaryFolder();
  writeFileSync(join(folder, "cdk.tf.json"), JSON.stringify({ terraform: { backend } }));
  return folder;
}
const pg = { pg: { schema_name: "quantflow__docker__storage" } };
const http = { http: { address: "https://states.example/storage" } };
const s3 = { s3: { bucket: "states", key: "quantflow/docker/storage.tfstate" } };
const local = { local: { path: "../terraform.storage.tfstate" } };

const lockInfo = (id: string) =>
  `Lock Info:\n  ID:        ${id}\n  Path:      \n  Operation: OperationTypeApply\n  Who:       ada@laptop\n  Version:   1.11.4\n  Created:   2026-11-23 13:05:43.228144137 +0000 UTC\n  Info:      `;

/** What Terraform 1.11 and OpenTofu 1.12 said, word for word. */
describe.each([
  [pg, 'Error: pq: password authentication failed for user "pw"', "state/login-refused", "PG_CONN_STR"],
  [pg, 'Error: pq: role "weak" does not exist', "state/login-refused", "PG_CONN_STR"],
  [pg, 'Error: pq: no pg_hba.conf entry for host "10.0.0.1", user "u"', "state/login-refused", "PG_CONN_STR"],
  [pg, 'Error: pq: database "nodb" does not exist', "state/store-missing", "Create the database"],
  [pg, "Error: pq: permission denied for database states", "state/forbidden", "GRANT CREATE ON DATABASE"],
  [pg, "Error: pq: permission denied for schema public", "state/forbidden", "AUTHORIZATION user"],
  [pg, "Error: pq: SSL is not enabled on the server", "state/no-encryption", "Set up TLS at the server"],
  [pg, "Error: dial tcp 127.0.0.1:1: connect: connection refused", "state/unreachable", "Nothing was changed"],
  [pg, "dial tcp: lookup nosuch.invalid: no such host", "state/unreachable", "Check that it runs"],
  [pg, "Error: pq: the database system is starting up", "state/unreachable", "run the same command again"],
  [http, "Error refreshing state: HTTP remote state endpoint requires auth", "state/login-refused", "TF_HTTP_PASSWORD"],
  [
    http,
    "Error acquiring the state lock\nError message: HTTP remote state endpoint invalid auth",
    "state/login-refused",
    "TF_HTTP_PASSWORD",
  ],
  [
    http,
    "Error acquiring the state lock\nError message: Unexpected HTTP response code 404",
    "state/not-locked",
    "the address and the rights of its lock",
  ],
  [
    http,
    "Error acquiring the state lock\nError message: Failed to lock: POST https://states.example/storage/lock giving up after 3 attempt(s)",
    "state/unreachable",
    "Check that it runs",
  ],
  [s3, "Error: No valid credential sources found", "state/login-refused", "AWS_ACCESS_KEY_ID"],
  [s3, "Error: operation error S3: ListObjectsV2, NoSuchBucket:", "state/store-missing", "the bucket"],
  [s3, "Error: operation error S3: PutObject, AccessDenied: Access Denied", "state/forbidden", "the right to read"],
] as const)("%j: %s", (backend, words, code, remedy) => {
  it(`is ${code}, with what to do`, () => {
    const failure = stateFailure(words, stack(backend));
    expect(failure?.code).toBe(code);
    expect(failure?.message).toContain(words.replace("Error: ", ""));
    expect(failure?.remedy).toContain(remedy);
  });
});

describe("a state that somebody holds", () => {
  const words = (message: string, id = "own-id") =>
    `Error acquiring the state lock\nError message: ${message}\n${lockInfo(id)}`;

  it("in S3 is told with who, since when, and the line that ends a lock left over", () => {
    const folder = stack(s3);
    expect(stateFailure(words("api error PreconditionFailed", "their-id"), folder)).toMatchObject({
      code: "stack/state-locked",
      message:
        "The state (s3://states/quantflow/docker/storage.tfstate) is locked by ada@laptop since 2026-11-23 13:05:43.228144137 +0000 UTC: somebody else is at work on this stack.",
      remedy: expect.stringContaining(`terraform -chdir=${folder} force-unlock their-id`),
    });
  });

  it("by HTTP is told by the other's id, not by the name and time that are our own", () => {
    const folder = stack(http);
    const failure = stateFailure(words("HTTP remote state already locked: ID=their-id"), folder);
    expect(failure?.message).not.toContain("ada@laptop");
    expect(failure?.remedy).toContain(`terraform -chdir=${folder} force-unlock their-id`);
  });

  it("in PostgreSQL is told with the query that names the connection, and not with our own lock's id", () => {
    const failure = stateFailure(words("Workspace is already locked: default"), stack(pg));
    expect(failure?.code).toBe("stack/state-locked");
    expect(failure?.message).toContain("schema quantflow__docker__storage of the database that PG_CONN_STR names");
    expect(`${failure?.message}${failure?.remedy}`).not.toMatch(/ada@laptop|own-id|force-unlock/);
    expect(failure?.remedy).toContain("pg_terminate_backend(PID)");
  });

  it("in PostgreSQL may be another stack that is just being made", () => {
    expect(stateFailure(words("Already locked for workspace creation: default"), stack(pg))?.message).toContain(
      "while another stack's state is made in the same database",
    );
  });

  it("in a file is held by a program that can be ended", () => {
    const failure = stateFailure(words("resource temporarily unavailable"), stack(local));
    expect(failure?.message).toContain("locked by ada@laptop");
    expect(failure?.remedy).toContain("end the one that holds it");
  });
});

describe("a damaged state", () => {
  const words =
    "Unsupported state file format\nThe state file could not be parsed as JSON: syntax error at byte offset 20.";

  it("in a file is taken back from the one before", () => {
    const folder = stack(local);
    const file = join(folder, "../terraform.storage.tfstate");
    expect(stateFailure(words, folder)).toMatchObject({
      code: "state/unreadable",
      remedy: expect.stringContaining(`mv ${file}.backup ${file}`),
    });
  });

  it("in PostgreSQL is taken back from a backup of its row", () => {
    expect(stateFailure(words, stack(pg))).toMatchObject({
      code: "state/unreadable",
      remedy:
        "Take the row back from a backup of the database: quantflow__docker__storage.states, named default. Then run the same command again.",
    });
  });
});

describe("a failure of something else", () => {
  it.each([
    "docker_container.redis: unable to start container",
    "Error pinging Docker server: dial unix /var/run/docker.sock: connect: permission denied",
    "Error: Invalid index",
  ])("is none of the state's: %s", (words) => {
    expect(stateFailure(words, stack(pg))).toBeUndefined();
  });

  it("is none of a file's, where the words tell of a network", () => {
    expect(stateFailure("dial tcp 10.0.0.1:2376: connect: connection refused", stack(local))).toBeUndefined();
  });
});

it("warnings before an error are left out of what is told", () => {
  const printed = [
    "There are some problems with the CLI configuration:",
    "Warning: Unable to open CLI configuration file",
    "",
    "Error: dial tcp 127.0.0.1:1: connect: connection refused",
    "",
  ];
  expect(errorIn(printed)).toBe("Error: dial tcp 127.0.0.1:1: connect: connection refused");
  expect(errorIn(["something", "else"])).toBe("something\nelse");
});
