import type { Context } from "../command.ts";

/** What building and fetching touch outside themselves: a part of every command's context. */
export type Workshop = Pick<Context, "root" | "variables" | "run" | "progress" | "signal">;
