import { type Fields, ofType, someUnknown, textOf } from "../attributes.ts";
import { example } from "../example.ts";
import { BACKEND } from "../from-synthesized.ts";
import type { Breach, Policy } from "../policy.ts";

type Judge = (backend: Fields) => readonly Breach[];

const local: Judge = () => [
  { message: "the state is a file of one machine", remedy: "name a backend with locking: s3, http or pg" },
];

// It always locks. What stands in the variable PG_CONN_STR no configuration shows.
const pg: Judge = (backend) =>
  backend["conn_str"] === undefined || backend["conn_str"] === null
    ? []
    : [{ message: "the database's connection stands in the configuration", remedy: "give it in PG_CONN_STR instead" }];

const s3: Judge = (backend) => [
  ...breachUnless(
    backend["use_lockfile"] === true || given(backend, "dynamodb_table") || someUnknown(backend, "use_lockfile"),
    "nothing locks the state",
    "set use_lockfile to true",
  ),
  ...breachUnless(
    backend["encrypt"] === true || someUnknown(backend, "encrypt"),
    "the state is stored in clear",
    "set encrypt to true",
  ),
];

const http: Judge = (backend) => [
  ...breachUnless(
    given(backend, "lock_address") && given(backend, "unlock_address"),
    "nothing locks the state",
    "set lock_address and unlock_address",
  ),
  ...breachUnless(
    ["address", "lock_address", "unlock_address"].every((key) => !textOf(backend, key)?.startsWith("http:")),
    "the state travels in clear",
    "give it an address that begins with https:",
  ),
];

// The documentation of Terraform's backends; those that always lock and encrypt are not here.
const JUDGES: ReadonlyMap<string, Judge> = new Map(Object.entries({ local, pg, s3, http }));

/** Holds only where a state is shared; an environment of one machine may keep its own. */
export const remoteState: Policy = {
  id: "terraform/remote-state",
  summary: "The state is kept where it is shared, locked and encrypted",
  why: "Two applies from two local states destroy each other's work, and a lost file leaves everything running unowned. PostgreSQL locks by itself; that its connection is encrypted is demanded of PG_CONN_STR when it is used.",
  alsoKnownAs: [],
  bad: [
    example(BACKEND, { backend: "local", path: "terraform.tfstate" }),
    example(BACKEND, { backend: "pg", conn_str: "postgres://terraform:hunter2@db.example/states" }),
    example(BACKEND, { backend: "s3", bucket: "states", encrypt: true }),
    example(BACKEND, { backend: "s3", bucket: "states", use_lockfile: true }),
    example(BACKEND, { backend: "http", address: "https://states.example/one" }),
    example(BACKEND, {
      backend: "http",
      address: "http://states.example/one",
      lock_address: "http://states.example/one/lock",
      unlock_address: "http://states.example/one/lock",
    }),
  ],
  good: [
    example(BACKEND, { backend: "pg", schema_name: "quantflow" }),
    example(BACKEND, { backend: "s3", bucket: "states", encrypt: true, use_lockfile: true }),
    example(BACKEND, { backend: "s3", bucket: "states", encrypt: true, dynamodb_table: "locks" }),
    example(BACKEND, {
      backend: "http",
      address: "https://states.example/one",
      lock_address: "https://states.example/one/lock",
      unlock_address: "https://states.example/one/lock",
    }),
    example(BACKEND, { backend: "gcs", bucket: "states" }),
  ],
  run: ofType(BACKEND, (backend) => JUDGES.get(textOf(backend, "backend") ?? "")?.(backend) ?? []),
};

const given = (backend: Fields, key: string): boolean =>
  textOf(backend, key) !== undefined || someUnknown(backend, key);

const breachUnless = (isKept: boolean, message: string, remedy: string): readonly Breach[] =>
  isKept ? [] : [{ message, remedy }];
