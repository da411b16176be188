import type { Value } from "../../plan/value.ts";
import { namesSecret } from "../../secrets/names.ts";
import { example } from "../example.ts";
import { PROVIDER } from "../from-synthesized.ts";
import type { Policy } from "../policy.ts";
import { isLiteral } from "../secret-values.ts";
import { isUnknown } from "../unknown.ts";

export const secretArgument: Policy = {
  id: "terraform/secret-argument",
  summary: "No argument of a provider or a resource is a secret in clear",
  why: "Terraform writes it in clear into the configuration, the state and the plan, for everybody who may read one of them.",
  alsoKnownAs: [],
  bad: [
    example(PROVIDER, { url: "https://grafana.example", auth: "admin:hunter2" }),
    example("grafana_contact_point", { webhook: [{ basic_auth_password: "hunter2" }] }),
    example("grafana_data_source", { secure_json_data_encoded: '{"password":"hunter2"}' }),
  ],
  good: [
    example(PROVIDER, { url: "https://grafana.example", retries: 3 }),
    example("grafana_data_source", { basic_auth_username: "reader" }),
    example(PROVIDER, { auth: "(known after apply)" }),
  ],
  run: ({ type, attributes }) =>
    type.startsWith("docker_")
      ? []
      : secretsIn(attributes).map((path) => ({
          message: `${path} is a secret in clear`,
          remedy: `give ${path} outside Terraform: in the provider's environment, or provisioned from a file`,
        })),
};

// Secrets by the providers' schema whose names do not say so.
const BY_SCHEMA = ["auth", "fleet_management_auth", "secure_json_data_encoded", "integration_key"];

function secretsIn(value: Value, path = ""): readonly string[] {
  if (typeof value === "string") return isSecret(path, value) ? [path] : [];
  if (typeof value !== "object" || value === null) return [];
  const prefix = path === "" ? "" : `${path}.`;
  return Object.entries(value).flatMap(([key, one]: [string, Value]) =>
    secretsIn(one, Array.isArray(value) ? path : `${prefix}${key}`),
  );
}

function isSecret(path: string, value: string): boolean {
  const name = path.split(".").at(-1) ?? "";
  return (BY_SCHEMA.includes(name) || namesSecret(name)) && !isUnknown(value) && isLiteral(value);
}
