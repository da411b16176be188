import type { Dashboard } from "../lib/dashboards/index.ts";
import { type Context, command, EXIT } from "./command.ts";
import { oneFileOneDashboard } from "./dashboards/errors.ts";
import type { InGrafana } from "./dashboards/grafana.ts";
import { type Pull, type Pulled, pulled } from "./dashboards/pull.ts";
import { chosen, dashboardsOf, sourcesIn } from "./dashboards/pull-code.ts";
import { referencesFor, WHERE_OPTIONS, whereFrom } from "./dashboards/pull-options.ts";
import { page, record } from "./dashboards/pull-page.ts";
import { leaves } from "./dashboards/pull-plan.ts";
import { prove } from "./dashboards/pull-prove.ts";
import { jsonOf, type Where } from "./dashboards/pull-sides.ts";
import { diff, write } from "./dashboards/pull-write.ts";

export const pull = command({
  description:
    "Brings what was edited in Grafana into the TypeScript that makes the dashboard: titles, texts, sizes, thresholds, order, rows, new and removed panels. Comments and formatting stay. What is computed, made in a loop, or changed in the code too is shown with its line and left. The edited code is run before anything is written. Exit code 2: something is left to be done by hand.",
  options: {
    ...WHERE_OPTIONS,
    "with-alert": {
      type: "boolean",
      summary: "change the limit of an alert with the threshold that draws it, and prove it",
    },
    "dry-run": { type: "boolean", summary: "write nothing; print the change as git would show it" },
    json: { type: "boolean", summary: "print {uid, changes, repairs}" },
  },
  arguments: [{ name: "UID", summary: "which dashboards", repeated: true }],
  examples: [
    {
      line: "GRAFANA_AUTH=TOKEN npx quantflow dashboards pull quantflow-feed --url https://grafana.example --dry-run",
      does: "see what would be written",
    },
    { line: "npx quantflow dashboards pull quantflow-feed --live feed.json --applied before.json", does: "from files" },
  ],
  async run(context, values, uids) {
    const { root, terminal } = context;
    const where = whereFrom(context, values);
    if (where.live !== undefined && uids.length > 1) throw oneFileOneDashboard();
    const references = referencesFor(context, values);
    const live = await everyJson(where, chosen(await dashboardsOf(root), uids));
    let code: number = EXIT.ok;
    for (const [uid, json] of live) {
      // Read again for each: what was pulled into one may stand in a file of the next.
      const all = await dashboardsOf(root);
      for (const one of chosen(all, [uid])) {
        const withAlert = values["with-alert"];
        const result = await pulled({ context, code: one, all, json, references, withAlert, prove: proveIn(context) });
        terminal.print(values.json ? record(result.plan) : page(result.plan, terminal.paint));
        if (values["dry-run"]) terminal.tell(await diff(context, result.files, sourcesIn(root).read));
        else await write(root, result.files);
        if (!values.json) terminal.tell(summary(result, values["dry-run"]));
        if (leaves(result.plan)) code = EXIT.changes;
      }
    }
    return code;
  },
});

/** All of it before the first is written: a Grafana that refuses the second has then changed nothing. */
async function everyJson(where: Where, all: readonly Dashboard[]): Promise<ReadonlyMap<string, InGrafana>> {
  const found = new Map<string, InGrafana>();
  for (const { uid } of all) found.set(uid, await jsonOf(where, uid));
  return found;
}

const proveIn =
  (context: Context): Pull["prove"] =>
  (...edited) =>
    prove(context, ...edited);

function summary({ files }: Pulled, isDry: boolean): string {
  if (files.size === 0) return "Nothing to write.";
  return `${isDry ? "Would write" : "Written"}: ${[...files.keys()].join(", ")}`;
}
