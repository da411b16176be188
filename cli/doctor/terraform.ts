import type { Context } from "../command.ts";
import type { Site } from "../stack/site.ts";
import { type TerraformNote, terraformNote } from "../stack/terraform.ts";
import { type Finding, good, note } from "./finding.ts";

/** What `up` found out; it is not probed again, because that could build the provider. */
export function terraform(site: Site): Finding {
  const found = terraformNote(site);
  if (!found) return note("Terraform", "not looked for yet", "npm run up finds it, or builds OpenTofu");
  const provider = found.mirrored ? `provider built here (${found.configuration})` : "provider from its registry";
  return good("Terraform", `${found.binary} ${found.version}, ${provider}`);
}

/** The line by which cdktf itself deploys what runs, on this machine. Volumes and what is in them are there since `up`. */
export function cdktfLine({ variables }: Pick<Context, "variables">, site: Site): string {
  const found = terraformNote(site);
  if (!found) return "not known before the first npm run up";
  // Where no provider registry answers, Grafana's provider is not to be had either.
  const stacks = found.mirrored ? "platform" : "platform content";
  return [...settings(found, variables, site), `npx cdktf deploy ${stacks}`, ...flags(found)].join(" ");
}

function settings(found: TerraformNote, variables: NodeJS.ProcessEnv, { environment }: Site): string[] {
  const kept = ["QUANTFLOW_INSTANCE", "QUANTFLOW_PORT_OFFSET"].filter((name) => variables[name]);
  return [
    ...(environment.name === "local" ? [] : [`QUANTFLOW_ENVIRONMENT=${environment.name}`]),
    ...kept.map((name) => `${name}=${variables[name]}`),
    ...(found.binary === "terraform" ? [] : [`TERRAFORM_BINARY_NAME=${found.binary}`]),
    ...(found.configuration ? [`TF_CLI_CONFIG_FILE=${found.configuration}`] : []),
    "CHECKPOINT_DISABLE=1",
  ];
}

const flags = ({ mirrored }: TerraformNote): string[] => [
  "--auto-approve",
  ...(mirrored ? ["--skip-provider-lock"] : []),
];
