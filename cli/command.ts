import type { Run } from "./run.ts";
import type { Progress } from "./terminal/progress.ts";
import type { Terminal } from "./terminal/terminal.ts";

/** What a process that ran a command answers; main.ts is the only place that exits. */
export const EXIT = {
  ok: 0,
  /** Something was found that its reader can mend; the message says how. */
  failed: 1,
  /** Commands that compare, as Terraform's: there is a difference. */
  changes: 2,
  /** A policy refused. */
  refused: 3,
  /** A secret stood in what was to be published, and nothing was. */
  withheld: 4,
  /** The command line itself was wrong (EX_USAGE). */
  usage: 64,
  /** A bug of ours (EX_SOFTWARE). */
  bug: 70,
  interrupted: 130,
} as const;

export interface Option {
  readonly type: "boolean" | "string";
  readonly summary: string;
  /** What stands for the value in the help: `DIR`. */
  readonly placeholder?: string;
  /** Only these values are accepted. */
  readonly choices?: readonly string[];
  readonly required?: boolean;
}
export type Options = Readonly<Record<string, Option>>;

/** The values a handler receives: a boolean is always there, a string only when given (or required). */
export type Values<O extends Options> = {
  readonly [K in keyof O]: O[K]["type"] extends "boolean"
    ? boolean
    : O[K]["required"] extends true
      ? string
      : string | undefined;
};

/** Everything a command may touch outside itself. Tests pass their own. */
export interface Context {
  /** The repository's top folder. */
  readonly root: string;
  /** Environment variables. */
  readonly variables: NodeJS.ProcessEnv;
  readonly terminal: Terminal;
  readonly progress: Progress;
  readonly run: Run;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Resolves after so many milliseconds, or rejects as interrupted at Ctrl-C. */
  readonly pause: (milliseconds: number) => Promise<void>;
  /** Aborts at Ctrl-C. */
  readonly signal: AbortSignal;
}

export interface Argument {
  readonly name: string;
  readonly summary: string;
  readonly optional?: boolean;
  readonly repeated?: boolean;
}

/** A command is data and a thin handler. Name and summary stand in commands.ts, so that help loads no handler. */
export interface Command<O extends Options = Options> {
  readonly description?: string;
  readonly options: O;
  /** Arguments that are no options, in their order; those at the end may be optional, the last may be repeated. */
  readonly arguments?: readonly Argument[];
  readonly examples: readonly { readonly line: string; readonly does: string }[];
  run(context: Context, values: Values<O>, positionals: readonly string[]): Promise<number>;
}

export const command = <const O extends Options>(definition: Command<O>): Command<O> => definition;
