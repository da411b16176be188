import { type RulerGroup, rulerGroups } from "../lib/alerting/rules/ruler.ts";
import {
  contactSecrets,
  renderHostedAlerting,
  renderMimirSources,
  sensitiveVariables,
} from "../lib/renderings/grafana/hosted/index.ts";
import type { TerraformStack } from "../lib/renderings/terraform.ts";
import { given, type Secret } from "../lib/services/secret.ts";
import { annotationsIn } from "./alert-links.ts";
import type { Backend } from "./backend.ts";
import { metrics } from "./data-sources.ts";
import { type Environment, externalLabels, type HostedGrafanaGround } from "./environment.ts";
import { unencryptedState } from "./errors.ts";
import type { Model } from "./model.ts";

/** What a hosted Grafana shows to Mimir: it may read samples, rules and alerts. */
const readToken = given("mimir-read-token");

/** As where we run Grafana ourselves. */
const ALERTS_UID = "alertmanager";
/** Of the folder that stands in the same stack. */
const FOLDER_UID = "${grafana_folder.folder.uid}";

/** The secrets that the content of a hosted Grafana is given; Terraform reads each from its TF_VAR_… variable. */
export const contentSecrets = ({ route, environment }: Pick<Model, "route" | "environment">): readonly Secret[] =>
  environment.ground.kind === "hosted-grafana" ? [readToken, ...contactSecrets(route)] : [];

/**
 * Every rule as the hosted ruler is given it; its alerts leave it with the labels that Prometheus' have. None where Grafana
 * evaluates them itself: each alert would be told twice.
 */
export function hostedRules(model: Model): readonly RulerGroup[] {
  const { ground, interval } = model.environment;
  if (ground.kind === "hosted-grafana" && ground.evaluatedBy === "grafana") return [];
  const annotations = annotationsIn(model);
  return rulerGroups(model.groups, { interval, externalLabels: externalLabels(model.environment), annotations });
}

/** What a Grafana that others run has beside folders and dashboards. Fails where its secrets would lie in a clear state. */
export function hostedContent(stack: TerraformStack, model: Model, ground: HostedGrafanaGround): void {
  const { environment, route, groups } = model;
  requireEncryptedState(environment);
  const variables = sensitiveVariables(stack);
  const { uid, interval } = metrics(environment);
  const alerts = { uid: ALERTS_UID, name: "QuantFlow alerts", ...ground.alertmanager };
  const shown = { metrics: { uid, name: "QuantFlow metrics" }, alerts };
  const { url, tenant } = ground.mimir;
  renderMimirSources(stack, { url, tenant, token: readToken, ...shown, interval }, variables);
  const evaluation = { dataSource: uid, annotations: annotationsIn(model), folderUid: FOLDER_UID, interval };
  const managed = { groups, ...evaluation };
  renderHostedAlerting(
    stack,
    { templates: "quantflow", route, ...(ground.evaluatedBy === "grafana" && { managed }) },
    variables,
  );
}

/** The arguments of contact points and data sources stand in the state: only a backend that encrypts it may hold them. */
function requireEncryptedState({ name, backend }: Environment): void {
  if (!isEncrypted(backend)) throw unencryptedState(name, backend.kind);
}

/** S3 encrypts what it keeps; of an HTTP backend the way there is known to be, and GitLab, which it is made for, encrypts. */
const isEncrypted = (backend: Backend): boolean =>
  backend.kind === "s3" || (backend.kind === "http" && backend.address.startsWith("https:"));
