import { namesSecret } from "../../secrets/names.ts";
import { ofContainer, textsOf } from "../attributes.ts";
import { containers } from "../example.ts";
import type { Policy } from "../policy.ts";
import { holdsPrivateKey, isLiteral } from "../secret-values.ts";

export const secretInEnvironment: Policy = {
  id: "docker/secret-in-environment",
  summary: "No secret stands in the environment",
  why: "It stands in clear in the state, in the plan and in what the engine tells of the container, and every child process inherits it.",
  alsoKnownAs: ["CKV_K8S_35"],
  bad: containers(
    { env: ["REDIS_PASSWORD=hunter2"] },
    { env: ["GF_SECURITY_SECRET_KEY=abc"] },
    { env: ["apiKey=abc"] },
    { env: ["SENTRY_DSN=https://abc@sentry.example/1"] },
    { env: ["SESSION_KEY=abc"] },
    { env: ["clientsecret=abc"] },
  ),
  good: containers({ env: ["REDIS_PASSWORD_FILE=/run/secrets/redis", "TOKEN=", "PATH=/bin"] }, {}),
  run: ofContainer((container) =>
    textsOf(container, "env")
      .map(variable)
      .filter(({ name, value }) => (namesSecret(name) && isLiteral(value)) || holdsPrivateKey(value))
      .map(({ name }) => ({
        message: `${name} is given as a value`,
        remedy: `mount it as a file and give its path: ${name}_FILE`,
      })),
  ),
};

function variable(text: string): { name: string; value: string } {
  const [name = "", ...value] = text.split("=");
  return { name, value: value.join("=") };
}
