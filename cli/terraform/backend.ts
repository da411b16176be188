import { readFileSync } from "node:fs";
import { join } from "node:path";

interface TerraformBlock {
  readonly backend?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly required_providers?: Readonly<Record<string, unknown>>;
}

/** The `terraform` block of a synthesized stack: it names the providers and the backend. */
export const terraformBlock = (folder: string): TerraformBlock =>
  (JSON.parse(readFileSync(join(folder, "cdk.tf.json"), "utf8")) as { readonly terraform?: TerraformBlock })
    .terraform ?? {};

/** Where a stack's state lies, for a person who looks for it. */
export interface StatePlace {
  /** As Terraform names the backend. */
  readonly kind: string;
  /** `schema quantflow__docker__storage`, `s3://states/quantflow/docker/storage.tfstate` */
  readonly where: string;
  /** Of a pg backend. */
  readonly schema: string;
}

/** Without a block the state is a file beside the configuration. */
export function statePlace(folder: string): StatePlace {
  const [kind = "local", given = {}] = Object.entries(terraformBlock(folder).backend ?? {})[0] ?? [];
  const said = (key: string, otherwise = "") => (typeof given[key] === "string" ? given[key] : otherwise);
  const schema = said("schema_name", "terraform_remote_state");
  const file = join(folder, said("path", "terraform.tfstate"));
  const where: Readonly<Record<string, string>> = {
    local: file,
    pg: `schema ${schema} of the database that PG_CONN_STR names`,
    s3: `s3://${said("bucket")}/${said("key")}`,
    http: said("address"),
  };
  return { kind, where: where[kind] ?? `the backend ${kind}`, schema };
}
