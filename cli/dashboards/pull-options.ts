import type { References } from "../../lib/dashboards/index.ts";
import { referencesIn } from "../../stacks/references.ts";
import type { Context, Options, Values } from "../command.ts";
import { ENVIRONMENT_OPTION, modelOf, siteOf } from "../stack/site.ts";
import { grafanaUrl } from "./grafana-ask.ts";
import type { Where } from "./pull-sides.ts";

/** Where the edited dashboard is; of `diff` and `pull`. */
export const WHERE_OPTIONS = {
  environment: ENVIRONMENT_OPTION,
  url: {
    type: "string",
    placeholder: "URL",
    summary: "a Grafana (default: GRAFANA_URL); the login is in GRAFANA_AUTH",
  },
  live: { type: "string", placeholder: "FILE", summary: "the edited dashboard's JSON, in place of a Grafana" },
  applied: { type: "string", placeholder: "FILE", summary: "its JSON as it was last applied (default: Grafana knows)" },
} as const satisfies Options;

/** A Grafana answers in a second; one that needs this long answers nobody. */
const PATIENCE_MILLISECONDS = 20_000;

type WhereValues = Values<typeof WHERE_OPTIONS>;

export function whereFrom({ variables, signal }: Context, { url, live, applied }: WhereValues): Where {
  const named = url ?? (variables["GRAFANA_URL"] || undefined);
  const auth = variables["GRAFANA_AUTH"] || undefined;
  const grafana =
    named === undefined ? undefined : { url: grafanaUrl(named), auth, signal, patience: PATIENCE_MILLISECONDS };
  return { grafana, live, applied };
}

export const referencesFor = (context: Context, { environment }: WhereValues): References =>
  referencesIn(modelOf(siteOf(context, environment)));
