import type { Secret } from "../../../services/secret.ts";
import { type Construct, TerraformVariable } from "../../terraform.ts";

/** `pagerduty_routing_key` of `pagerduty-routing-key`: Terraform reads it from TF_VAR_pagerduty_routing_key. */
export const variableName = ({ name }: Secret): string => name.replaceAll("-", "_");

/** A secret as an argument may name it: a sensitive variable, which is declared once; no file holds its value. */
export interface Variables {
  /** `${var.pagerduty_routing_key}` */
  reference(secret: Secret): string;
  /** The same within a JSON object, under `key`. */
  json(key: string, secret: Secret): string;
}

export function sensitiveVariables(scope: Construct): Variables {
  const declared = new Set<string>();
  const named = (secret: Secret) => {
    const name = variableName(secret);
    if (!declared.has(name)) declare(scope, name, secret);
    declared.add(name);
    return `var.${name}`;
  };
  return {
    reference: (secret) => `\${${named(secret)}}`,
    json: (key, secret) => `\${jsonencode({ ${key} = ${named(secret)} })}`,
  };
}

const declare = (scope: Construct, name: string, secret: Secret): TerraformVariable =>
  new TerraformVariable(scope, name, {
    type: "string",
    sensitive: true,
    nullable: false,
    description: `the secret ${secret.name}, given as TF_VAR_${name}`,
  });
