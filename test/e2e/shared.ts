import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { type Clone, type CloneFacts, cloneTree, openClone, repository } from "./clone.ts";
import { type Platform, platformOf } from "./platform.ts";
import { measured } from "./report.ts";

/** One running instance for all files: starting one takes most of a minute. Every file leaves it as it found it. */
export interface Shared {
  readonly clone: Clone;
  readonly platform: Platform;
}

/** Where the files of one run find what the first of them started, and a later run what a killed one left. */
const note = join(repository, ".quantflow", "test", "shared.json");

interface Note {
  readonly facts: CloneFacts;
  /** Why it could not be started, so that the second file does not try again. */
  readonly failure?: string;
}

/** The shared instance, in environment `fault`; the first caller starts it. */
export async function shared(): Promise<Shared> {
  const { facts, failure } = readNote() ?? (await start());
  if (failure) throw new Error(failure);
  const clone = openClone(facts);
  return { clone, platform: platformOf(clone) };
}

async function start(): Promise<Note> {
  const clone = await cloneTree({ instance: "e2e-one", environment: "fault" });
  const { directory, instance, environment, portOffset } = clone;
  const facts = { directory, instance, environment, portOffset };
  writeNote({ facts });
  const { code, stderr, seconds } = await clone.quantflow(["up"]);
  if (code === 0) measured("first up, images there: until all targets are up", seconds, 45);
  const begun = { facts, ...(code !== 0 && { failure: `up ended with ${code}:\n${stderr}` }) };
  writeNote(begun);
  return begun;
}

/** Removes the shared instance, if there is one. */
export async function destroyShared(): Promise<void> {
  const left = readNote();
  if (!left) return;
  await openClone(left.facts).destroy();
  rmSync(note);
}

const readNote = (): Note | undefined => (existsSync(note) ? JSON.parse(readFileSync(note, "utf8")) : undefined);

function writeNote(value: Note): void {
  mkdirSync(dirname(note), { recursive: true });
  writeFileSync(note, JSON.stringify(value));
}
