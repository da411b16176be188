import { hostedConfiguration } from "../lib/alerting/routing/hosted.ts";
import { command, EXIT } from "./command.ts";
import { mimirServer } from "./hosted/access.ts";
import { pushRoutes } from "./hosted/routes.ts";
import { secretValue } from "./hosted/secret-value.ts";
import { hostedGround } from "./hosted/site.ts";
import { ENVIRONMENT_OPTION, modelOf, siteOf } from "./stack/site.ts";

export const push = command({
  description:
    "Writes routes, inhibitions, receivers and templates into the hosted Alertmanager of the tenant, which has one configuration: one that is not ours is named, and overwritten only when that is told. Secrets come from their TF_VAR_… variables, or from where quantflow secrets keeps them. MIMIR_API_KEY holds the token. Exit code of --dry-run: 0 no change, 2 changes.",
  options: {
    environment: ENVIRONMENT_OPTION,
    "dry-run": { type: "boolean", summary: "say what it would do, and do nothing" },
    overwrite: { type: "boolean", summary: "take the place of a configuration that is not ours" },
    json: {
      type: "boolean",
      summary: "print {configuration: unchanged, created or replaced; would be created or replaced}",
    },
  },
  examples: [
    { line: "npx quantflow routes push --environment grafana-cloud --dry-run", does: "whether it would change" },
    { line: "npx quantflow routes push --environment grafana-cloud", does: "before the rules are pushed" },
  ],
  async run(context, { environment, "dry-run": dry, overwrite, json }) {
    const site = siteOf(context, environment);
    const { alertmanager } = hostedGround(site.environment);
    const model = modelOf(site);
    const owner = { instance: site.instance.prefix, environment: site.environment.name };
    const values = new Map<string, string>();
    const ours = hostedConfiguration(model, owner, (name) => {
      const value = secretValue(context.variables, site.store, { name, origin: "given" });
      values.set(name, value);
      return value;
    });
    const result = await pushRoutes(context, mimirServer(alertmanager, context.variables), {
      ...{ ours, owner, overwrite, dry },
      secrets: [...values.values()],
    });
    const said = dry && result !== "unchanged" ? `would be ${result}` : result;
    context.terminal.print(
      json ? JSON.stringify({ configuration: said }) : `The hosted Alertmanager's configuration: ${said}.`,
    );
    return dry && result !== "unchanged" ? EXIT.changes : EXIT.ok;
  },
});
