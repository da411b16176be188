import { SealError } from "./errors.ts";
import type { Seal, SealedStack, SealedState } from "./seal.ts";

type Members = Readonly<Record<string, unknown>>;

const VERSION = 2;
const HASH = /^[0-9a-f]{64}$/;
const COMMIT = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{3})?Z$/;
const TOOL = /^(?:terraform|opentofu) \d+\.\d+\.\d+(?:-[0-9A-Za-z.-]+)?$/;
/** Shown to people as it stands: no control, format or line-breaking character. */
const NAME = /^[^\p{C}\p{Zl}\p{Zp}]{1,200}$/u;

/** Shown as well; a file's may be as long as Linux lets a path be. */
const PLACE = /^[^\p{C}\p{Zl}\p{Zp}]{1,4096}$/u;

const SEAL_KEYS = ["version", "environment", "engine", "commit", "created", "expires", "stacks", "review"];
const STACK_KEYS = ["name", "plan", "synthesized", "lock", "place", "state", "tool"];
const STATE_KEYS = ["lineage", "serial"];

/** The seal in a parsed text; fails with `seal/unknown-version` or `seal/malformed`, naming the place. */
export function sealOf(value: unknown): Seal {
  requireVersion(value);
  const seal = members(value, SEAL_KEYS, "seal");
  const created = time(seal["created"], "seal.created");
  const expires = time(seal["expires"], "seal.expires");
  if (Date.parse(expires) <= Date.parse(created)) throw malformed("seal.expires", "a time after seal.created");
  return {
    version: VERSION,
    environment: text(seal["environment"], NAME, "seal.environment", "a name on one line"),
    engine: text(seal["engine"], NAME, "seal.engine", "an engine's id on one line"),
    commit: text(seal["commit"], COMMIT, "seal.commit", "a full commit id"),
    created,
    expires,
    stacks: stacks(seal["stacks"]),
    review: hash(seal["review"], "seal.review"),
  };
}

/** An object with exactly these members. */
export function members(value: unknown, keys: readonly string[], at: string): Members {
  if (!isObject(value)) throw malformed(at, "an object");
  const found = Object.keys(value);
  if (found.length !== keys.length || !keys.every((key) => Object.hasOwn(value, key))) {
    throw malformed(at, `an object with exactly ${keys.join(", ")}`);
  }
  return value;
}

export function malformed(at: string, wanted: string): SealError {
  return new SealError(
    "seal/malformed",
    `The seal is malformed: ${at} is not ${wanted}`,
    "Use the seal file as the plan job wrote it, byte for byte; plan again if it is lost",
  );
}

/** First, since every other rule depends on it. */
function requireVersion(value: unknown): void {
  if (!isObject(value) || !Number.isSafeInteger(value["version"])) {
    throw malformed("seal.version", "a whole number");
  }
  if (value["version"] === VERSION) return;
  throw new SealError(
    "seal/unknown-version",
    `The seal is of version ${value["version"]}; this program knows version ${VERSION}`,
    "Plan and apply with the same version of this program",
  );
}

function stacks(value: unknown): readonly SealedStack[] {
  if (!Array.isArray(value) || value.length === 0) throw malformed("seal.stacks", "a list of at least one stack");
  const read = value.map((stack: unknown, index) => sealedStack(stack, `seal.stacks[${index}]`));
  if (new Set(read.map(({ name }) => name)).size < read.length) {
    throw malformed("seal.stacks", "a list that names each stack once");
  }
  return read;
}

function sealedStack(value: unknown, at: string): SealedStack {
  const stack = members(value, STACK_KEYS, at);
  return {
    name: text(stack["name"], NAME, `${at}.name`, "a name on one line"),
    plan: hash(stack["plan"], `${at}.plan`),
    synthesized: hash(stack["synthesized"], `${at}.synthesized`),
    lock: stack["lock"] === null ? null : hash(stack["lock"], `${at}.lock`),
    place: text(stack["place"], PLACE, `${at}.place`, "a place on one line"),
    state: stack["state"] === null ? null : sealedState(stack["state"], `${at}.state`),
    tool: text(stack["tool"], TOOL, `${at}.tool`, 'a tool and its version, such as "terraform 1.11.4"'),
  };
}

function sealedState(value: unknown, at: string): SealedState {
  const state = members(value, STATE_KEYS, at);
  const serial = state["serial"];
  if (typeof serial !== "number" || !Number.isSafeInteger(serial) || serial < 0 || Object.is(serial, -0)) {
    throw malformed(`${at}.serial`, "a whole number from 0");
  }
  return { lineage: text(state["lineage"], NAME, `${at}.lineage`, "a name on one line"), serial };
}

const hash = (value: unknown, at: string): string => text(value, HASH, at, "a SHA-256 of 64 lower-case hex digits");

function time(value: unknown, at: string): string {
  const read = text(value, TIME, at, "an ISO 8601 time in UTC");
  // A day such as 30 February is read as one in March, or not at all.
  const date = new Date(read);
  if (Number.isNaN(date.getTime()) || date.toISOString().slice(0, 19) !== read.slice(0, 19)) {
    throw malformed(at, "a time that exists");
  }
  return read;
}

function text(value: unknown, pattern: RegExp, at: string, wanted: string): string {
  if (typeof value !== "string" || !pattern.test(value)) throw malformed(at, wanted);
  return value;
}

const isObject = (value: unknown): value is Members =>
  typeof value === "object" && value !== null && !Array.isArray(value);
