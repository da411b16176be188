import { type KubernetesGiven, type RequiredSecret, requiredSecrets } from "../lib/renderings/kubernetes/index.ts";
import type { SecretFiles } from "../lib/services/secret.ts";
import type { Service } from "../lib/services/service.ts";
import type { KubernetesGround } from "./environment.ts";
import { grafanaLogin } from "./services/logins.ts";

type Given = Pick<KubernetesGiven, "names" | "services" | "carried">;

/** Every Secret that has to exist, those of what the chart runs in the chart's namespace. */
export function secretsNeeded(
  { names, services, carried }: Given,
  ground: KubernetesGround,
): readonly RequiredSecret[] {
  const there = { ...names, namespace: ground.stack.namespace };
  const reading = carried.map((service) => ({ ...service, secrets: bareSecrets(service) }));
  return [...requiredSecrets(names, services), ...requiredSecrets(there, reading)];
}

/**
 * Files that are a secret's value and nothing else. The others are how a program on Docker asks for passwords: what the
 * chart runs is told by its values how it serves.
 */
const bareSecrets = ({ secrets = {} }: Service): SecretFiles =>
  Object.fromEntries(
    Object.entries(secrets).filter(
      ([file, { needs }]) => needs.length === 1 && needs[0]?.name === file && file !== UNASKED.name,
    ),
  );

/** Prometheus and Alertmanager of the chart know no passwords, so Grafana shows them none. */
const UNASKED = grafanaLogin.password;
