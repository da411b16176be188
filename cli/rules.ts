import { isInSync, type RulerSync, rulerSync } from "../lib/alerting/rules/ruler-sync.ts";
import { hostedRules } from "../stacks/grafana-cloud.ts";
import { command, EXIT } from "./command.ts";
import { mimirServer } from "./hosted/access.ts";
import { nameOf, pushRules } from "./hosted/push.ts";
import { rulerNamespace } from "./hosted/ruler.ts";
import { hostedGround } from "./hosted/site.ts";
import { ENVIRONMENT_OPTION, modelOf, siteOf } from "./stack/site.ts";
import { tracked } from "./terminal/progress.ts";
import { table } from "./terminal/table.ts";

export const push = command({
  description:
    "Writes every rule group, as promtool proved it, into the hosted ruler's namespace that bears the instance's name; no other namespace is touched. What is there already is left alone, what is gone from the code is removed (where none of the groups there is one of the code, only with --remove), and all of it is read back. MIMIR_API_KEY holds the token; MIMIR_ADDRESS and MIMIR_TENANT_ID stand for the environment's own. Exit code of --dry-run: 0 no change, 2 changes.",
  options: {
    environment: ENVIRONMENT_OPTION,
    "dry-run": { type: "boolean", summary: "say what it would do, and do nothing" },
    remove: { type: "boolean", summary: "remove groups from a namespace that holds none of ours" },
    json: { type: "boolean", summary: "print {namespace, create, replace, remove, unchanged}: names of groups" },
  },
  examples: [
    { line: "npx quantflow rules push --environment grafana-cloud --dry-run", does: "what would change" },
    { line: "npx quantflow rules push --environment grafana-cloud", does: "after apply, in a deploy job" },
  ],
  async run(context, { environment, "dry-run": dry, remove, json }) {
    const site = siteOf(context, environment);
    const { mimir } = hostedGround(site.environment);
    const model = modelOf(site);
    const ours = hostedRules(model);
    const known = model.groups.map(nameOf);
    const name = site.instance.prefix;
    const namespace = rulerNamespace(context, mimirServer(mimir, context.variables), name);
    const sync = await tracked(context.progress, dry ? "compare the rules" : "push the rules", async (task) =>
      dry ? rulerSync(ours, await namespace.list()) : pushRules(namespace, ours, { known, remove }, task),
    );
    context.terminal.print(json ? JSON.stringify({ namespace: name, ...named(sync) }) : told(sync, name, dry));
    return dry && !isInSync(sync) ? EXIT.changes : EXIT.ok;
  },
});

const KINDS = ["create", "replace", "remove", "unchanged"] as const;

const named = (sync: RulerSync) => Object.fromEntries(KINDS.map((kind) => [kind, sync[kind].map(nameOf)]));

function told(sync: RulerSync, namespace: string, dry: boolean): string {
  const rows = KINDS.filter((kind) => sync[kind].length > 0).map((kind) => [
    kind,
    `${sync[kind].length}`,
    sync[kind].map(nameOf).join(", "),
  ]);
  const heading = isInSync(sync)
    ? `The ruler's namespace ${namespace} says what the code says.`
    : `The ruler's namespace ${namespace}${dry ? " would change:" : " was changed, and reads back as the code has it:"}`;
  return `${heading}\n${table(rows)}`;
}
