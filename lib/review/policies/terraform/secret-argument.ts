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
    example("grafana_contact_point", { slack: [{ url: "https://hooks.example/T0/B0/hunter2" }] }),
    example("grafana_data_source", { secure_json_data_encoded: '{"password":"hunter2"}' }),
  ],
  good: [
    example(PROVIDER, { url: "https://grafana.example", retries: 3 }),
    example("grafana_data_source", { basic_auth_username: "reader" }),
    example(PROVIDER, { auth: "(known after apply)" }),
    example("grafana_contact_point", { webhook: [{ url: "https://hooks.example/alerts" }] }),
  ],
  run: ({ type, attributes }) =>
    type.startsWith("docker_")
      ? []
      : secretsIn(attributes).map((path) => ({
          message: `${path} is a secret in clear`,
          remedy: `give ${path} outside Terraform: in the provider's environment, or provisioned from a file`,
        })),
  undecided: ({ type, attributes }) => !type.startsWith("docker_") && secretsIn(attributes, isUnknown).length > 0,
};

// Secrets by the providers' schema whose names do not say so.
const BY_SCHEMA = ["auth", "fleet_management_auth", "secure_json_data_encoded", "integration_key"];
// Who knows the address may post to it.
const ADDRESSES = ["slack.url", "discord.url", "teams.url"];

type Test = (value: string) => boolean;

const inClear: Test = (value) => !isUnknown(value) && isLiteral(value);

function secretsIn(value: Value, counts: Test = inClear, path = ""): readonly string[] {
  if (typeof value === "string") return isSecret(path) && counts(value) ? [path] : [];
  if (typeof value !== "object" || value === null) return [];
  const prefix = path === "" ? "" : `${path}.`;
  return Object.entries(value).flatMap(([key, one]: [string, Value]) =>
    secretsIn(one, counts, Array.isArray(value) ? path : `${prefix}${key}`),
  );
}

function isSecret(path: string): boolean {
  const name = path.split(".").at(-1) ?? "";
  return BY_SCHEMA.includes(name) || ADDRESSES.includes(path) || namesSecret(name);
}
