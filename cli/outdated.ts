import { command, EXIT } from "./command.ts";
import { compared } from "./outdated/compare.ts";
import type { Compared } from "./outdated/pin.ts";
import { everyPin } from "./outdated/pins.ts";
import { tracked } from "./terminal/progress.ts";
import { table } from "./terminal/table.ts";

const PATIENCE_MILLISECONDS = 15_000;

export const outdated = command({
  description:
    "Asks the registries that npm, Go and apt are configured with, and each image's own. What cannot be asked is listed as unknown with the reason, never as current. docs/updating.md says how each kind is updated. Exit code 2 when something is older that is not held on purpose.",
  options: {
    all: { type: "boolean", summary: "list what is current as well" },
    json: { type: "boolean", summary: "print [{kind, name, pinned, newest, where, state, why}]" },
  },
  examples: [
    { line: "npx quantflow outdated", does: "what is older than its newest version, and what could not be asked" },
  ],
  async run(context, { all, json }) {
    const { terminal, progress, root, signal } = context;
    const ask = (url: string, headers: Readonly<Record<string, string>>) =>
      fetch(url, { headers, signal: AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MILLISECONDS)]) });
    const found = await tracked(progress, "ask every registry", () => compared(context, everyPin(root), ask));
    const older = found.filter(({ state }) => state === "older");
    if (json) terminal.print(JSON.stringify(found, null, 2));
    else {
      const shown = found.filter(({ state }) => all || state !== "current");
      if (shown.length > 0) terminal.print(outdatedTable(shown));
      terminal.print(summary(found));
    }
    return older.length > 0 ? EXIT.changes : EXIT.ok;
  },
});

const outdatedTable = (rows: readonly Compared[]): string =>
  table([
    ["KIND", "NAME", "PINNED", "NEWEST", "STATE", "WHERE", "WHY"],
    ...rows.map(({ kind, name, pinned, newest = "-", state, where, why = "" }) => [
      kind,
      name,
      pinned,
      newest,
      state,
      where,
      why,
    ]),
  ]);

function summary(found: readonly Compared[]): string {
  const count = (state: Compared["state"]) => found.filter((one) => one.state === state).length;
  return `${found.length} pins: ${count("current")} current, ${count("older")} older, ${count("held")} held on purpose, ${count("unknown")} not reachable`;
}
