import { readFileSync } from "node:fs";
import { join } from "node:path";
import { grafanaSchema, validate } from "../../lib/renderings/grafana/index.ts";
import type { Model } from "../../stacks/model.ts";
import { secrets } from "../../stacks/secrets.ts";
import { ADMIN_USER } from "../../stacks/services/defaults.ts";
import { grafana } from "../../stacks/services/grafana.ts";
import { preview } from "../../stacks/services/preview.ts";
import type { Context } from "../command.ts";
import { hostedEnvironment } from "../hosted/content.ts";
import type { StandingPolicy } from "../hosted/policy-guard.ts";
import { requireInCi } from "../secrets/required.ts";
import { withoutSecrets } from "../terraform/index.ts";
import type { Terraform } from "./apply.ts";
import { contentInvalid } from "./errors.ts";
import type { Prepared } from "./prepare.ts";
import type { Site } from "./site.ts";
import { synthesized } from "./synthesis.ts";
import type { TerraformRunner } from "./terraform.ts";

/** A Terraform that may log in to Grafana, in an initialized folder; else why the content stack is not applied. */
type Access = { readonly terraform: Terraform; readonly why?: undefined } | { readonly why: string };

/**
 * How the stack that fills Grafana is worked on, where there is a Grafana and its provider is to be had. It is held to
 * our schema of the provider either way.
 */
export async function accessToContent(
  context: Context,
  site: Site,
  { platform, terraform }: Prepared,
  policy: StandingPolicy,
): Promise<Access> {
  const { folder } = synthesized(site.out, "content");
  requireValid(join(folder, "cdk.tf.json"));
  const why = whyNotApplied(platform, terraform);
  if (why) return { why };
  const { ground } = platform.environment;
  // The provider takes credentials from its environment or from the configuration; only the first stays out of the state.
  const environment =
    ground.kind === "hosted-grafana"
      ? await hostedEnvironment(context, site, platform, ground, policy)
      : { GRAFANA_AUTH: loginToContent(context, site) };
  await terraform.init(folder, "content");
  return { terraform: withholding(terraform.runWith(environment), environment) };
}

/** A Terraform whose lines hold no secret that it was given: a provider may quote what a server would not take. */
const withholding =
  (terraform: Terraform, environment: Readonly<Record<string, string>>): Terraform =>
  (args, { onLine, ...options }) =>
    terraform(args, { ...options, onLine: (line) => onLine(withoutSecrets(line, environment)) });

/** Before the first start the login is made here: it is the one that the start hands to Grafana. */
function loginToContent({ variables }: Pick<Context, "variables">, { store }: Site): string {
  requireInCi(variables, store, [secrets.admin]);
  return `${ADMIN_USER}:${store.ensure(secrets.admin)}`;
}

/** What became of dashboards that were not applied, in words for a person. */
export const contentLeft = (platform: Model, why: string): string =>
  `${shownBy(platform)}checked against the provider's schema, not applied: ${why}`;

export const shownAt = ({ publicUrl, environment: { ground } }: Model): string =>
  `applied to ${ground.kind === "hosted-grafana" ? ground.grafana : publicUrl(grafana, "web")}`;

/** What stands in Grafana's place shows the same dashboards. */
function shownBy({ services, publicUrl }: Model): string {
  const shown = services.find(({ name }) => name === preview.name);
  return shown ? `shown at ${publicUrl(shown, "web")}; ` : "";
}

function requireValid(file: string): void {
  const problems = validate(JSON.parse(readFileSync(file, "utf8")), grafanaSchema);
  if (problems.length > 0)
    throw contentInvalid(
      file,
      problems.map(({ message }) => message),
    );
}

function whyNotApplied({ services, environment }: Model, { mirrored }: TerraformRunner): string | undefined {
  const isHosted = environment.ground.kind === "hosted-grafana";
  if (!isHosted && !services.some(({ name }) => name === grafana.name)) return "there is no Grafana here";
  return mirrored ? "the registry of Grafana's Terraform provider does not answer" : undefined;
}
