import { command, EXIT } from "./command.ts";
import { oneFileOneDashboard } from "./dashboards/errors.ts";
import { chosen, dashboardsOf, sourcesIn } from "./dashboards/pull-code.ts";
import { referencesFor, WHERE_OPTIONS, whereFrom } from "./dashboards/pull-options.ts";
import { page, record } from "./dashboards/pull-page.ts";
import { comparison, planOf } from "./dashboards/pull-plan.ts";
import { jsonOf, versionsOf } from "./dashboards/pull-sides.ts";

export const diff = command({
  description:
    "Compares each dashboard three ways: as the code has it, as it was last applied from code, and as Grafana has it now. So it tells what was edited in Grafana, what was edited in the code, and what in both. Exit code 2: they differ.",
  options: {
    ...WHERE_OPTIONS,
    json: { type: "boolean", summary: "print {uid, changes, repairs} for each dashboard, one a line" },
  },
  arguments: [{ name: "UID", summary: "which dashboards (default: all)", optional: true, repeated: true }],
  examples: [
    { line: "GRAFANA_AUTH=TOKEN npx quantflow dashboards diff --url https://grafana.example", does: "all of them" },
    { line: "npx quantflow dashboards diff quantflow-feed --live feed.json", does: "one, from a file" },
  ],
  async run(context, values, uids) {
    const where = whereFrom(context, values);
    const all = await dashboardsOf(context.root);
    const wanted = chosen(all, uids);
    if (where.live !== undefined && wanted.length > 1) throw oneFileOneDashboard();
    const references = referencesFor(context, values);
    let differ = false;
    for (const code of wanted) {
      const versions = versionsOf(code, await jsonOf(where, code.uid), references);
      const plan = planOf(sourcesIn(context.root), code, comparison(versions));
      differ ||= plan.changes.length + plan.repairs.length > 0;
      context.terminal.print(values.json ? record(plan) : page(plan, context.terminal.paint));
    }
    return differ ? EXIT.changes : EXIT.ok;
  },
});
