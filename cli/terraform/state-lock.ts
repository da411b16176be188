import { CliError } from "../errors.ts";
import { holdersQuery } from "./lock-holders.ts";
import { stateNotLocked } from "./state-errors.ts";
import type { Place } from "./state-failure.ts";

/** A state that could not be locked: because somebody holds it, or for another reason that the words tell. */
export const notLocked = (place: Place, words: string): CliError =>
  /already locked|temporarily unavailable|PreconditionFailed|ConditionalCheckFailed/i.test(words)
    ? stateLocked(place, words)
    : stateNotLocked(place, words);

function stateLocked(place: Place, words: string): CliError {
  const { held, release } = (HOW[place.kind] ?? byId)(place, words);
  return new CliError(
    "stack/state-locked",
    `The state (${place.where}) is locked${held}: somebody else is at work on this stack.`,
    `Wait until that has ended, then run the same command again. ${release}`,
  );
}

interface Told {
  /** ` by ada@laptop since 2026-11-23 10:00:00 UTC`; empty where it cannot be known. */
  readonly held: string;
  /** How to end a lock whose owner is gone. */
  readonly release: string;
}

type Tell = (place: Place, words: string) => Told;

const local: Tell = (_, words) => ({
  held: holder(words),
  release: "The lock of a program that has ended, however it ended, is gone with it: end the one that holds it.",
});

const byId: Tell = ({ folder }, words) => ({
  held: holder(words),
  release: `Where it crashed: ${forceUnlock(folder, field(words, "ID"))}`,
});

// Terraform tells its own name and time beside the other's id.
const http: Tell = ({ folder }, words) => ({
  held: "",
  release: `Where it crashed: ${forceUnlock(folder, /already locked: ID=(\S+)/.exec(words)?.[1])}`,
});

// Terraform tells its own name, time and id; `force-unlock` cannot end another connection's lock.
const pg: Tell = ({ schema, holders = "" }, words) => ({
  held: `${holders && ` by ${holders}`}${/creation/.test(words) ? " while another stack's state is made in the same database" : ""}`,
  release: `The lock belongs to a connection and ends with it. Who holds one, and since when: psql "$PG_CONN_STR" -c "${holdersQuery(schema)}". To end one that hangs: psql "$PG_CONN_STR" -c "SELECT pg_terminate_backend(PID)"`,
});

const HOW: Readonly<Record<string, Tell>> = { local, pg, http };

const forceUnlock = (folder: string, id = "ID"): string => `terraform -chdir=${folder} force-unlock ${id}`;

function holder(words: string): string {
  const [who, since] = [field(words, "Who"), field(words, "Created")];
  return who === undefined ? "" : ` by ${who}${since === undefined ? "" : ` since ${since}`}`;
}

/** A line of Terraform's "Lock Info". */
const field = (words: string, name: string): string | undefined =>
  new RegExp(`^\\s*${name}:\\s+(\\S.*)$`, "m").exec(words)?.[1]?.trim();
