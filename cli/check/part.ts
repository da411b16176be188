import type { Context } from "../command.ts";

/** Something that must hold before a change is merged. It needs no engine, and no network once the tools are built. */
export interface Part {
  readonly name: string;
  readonly run: (context: Context) => Promise<Verdict>;
}

export interface Verdict {
  /** What was looked at, to be seen in a good run as well: `61 rules, 32 panel queries`. */
  readonly looked: string;
  /** One text a problem: what was found, where, what to do. */
  readonly problems: readonly string[];
}
