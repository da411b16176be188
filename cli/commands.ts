import type { Command, Options } from "./command.ts";

/** A line of `quantflow --help`. The command's file is loaded only when it runs or is asked for its own help. */
export interface Entry {
  readonly name: string;
  readonly summary: string;
  load(): Promise<Command<Options>>;
}

/** Every command, in the order of a day's work. */
export const COMMANDS: readonly Entry[] = [
  {
    name: "status",
    summary: "what runs, which targets answer, which alerts fire",
    load: async () => (await import("./status.ts")).status,
  },
  {
    name: "secrets list",
    summary: "which secrets exist and who reads them; never a value",
    load: async () => (await import("./secrets.ts")).list,
  },
  {
    name: "secrets push",
    summary: "make what is missing, and hand the secrets to the services",
    load: async () => (await import("./secrets.ts")).push,
  },
  {
    name: "secrets rotate",
    summary: "give a secret a new value everywhere",
    load: async () => (await import("./secrets.ts")).rotate,
  },
  {
    name: "check",
    summary: "types, style, rules, routes, targets; needs no engine",
    load: async () => (await import("./check.ts")).check,
  },
  {
    name: "test",
    summary: "check, every test, and one end-to-end run on a real engine",
    load: async () => (await import("./test.ts")).test,
  },
];
