import { readFileSync } from "node:fs";
import { join } from "node:path";
import { grafanaSchema, validate } from "../../lib/renderings/grafana/index.ts";
import type { Model } from "../../stacks/model.ts";
import { grafana } from "../../stacks/services/grafana.ts";
import { preview } from "../../stacks/services/preview.ts";
import type { Context } from "../command.ts";
import { apply } from "./apply.ts";
import { contentInvalid } from "./errors.ts";
import { adminLogin, type Site } from "./site.ts";
import { synthesized } from "./synthesis.ts";
import type { TerraformRunner } from "./terraform.ts";

/** What became of the dashboards, in words for a person. */
export type ContentResult = string;

/**
 * Fills Grafana, where there is one and its provider is to be had. Where not, the stack is held to our schema of the
 * provider, and the result says so: nothing is skipped without a word.
 */
export async function fillGrafana(
  context: Context,
  site: Site,
  platform: Model,
  terraform: TerraformRunner,
): Promise<ContentResult> {
  const { folder } = synthesized(site.out, "content");
  requireValid(join(folder, "cdk.tf.json"));
  const why = whyNotApplied(platform, terraform);
  if (why) return `${shownBy(platform)}checked against the provider's schema, not applied: ${why}`;
  const { user, password } = adminLogin(site);
  // The provider takes credentials from its environment or from the configuration; only the first stays out of the state.
  const run = terraform.runWith({ GRAFANA_AUTH: `${user}:${password}` });
  await terraform.init(folder, "content");
  await apply({ ...context, terraform: run, stack: "content", folder });
  return `applied to ${platform.publicUrl(grafana, "web")}`;
}

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

function whyNotApplied({ services }: Model, { mirrored }: TerraformRunner): string | undefined {
  if (!services.some(({ name }) => name === grafana.name)) return "there is no Grafana here";
  return mirrored ? "the registry of Grafana's Terraform provider does not answer" : undefined;
}
