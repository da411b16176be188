import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** The run's own, gone with it: nothing outside the loopback interface is shown them. */
export const SECRETS = {
  control: "control-token",
  metrics: "metrics-token",
  webhook: "webhook-token",
  admin: "admin-password",
  redis: "redis-password",
} as const;

/** The file that holds a secret. */
export type SecretFile = (name: keyof typeof SECRETS) => string;

export async function secretsIn(folder: string): Promise<SecretFile> {
  await mkdir(join(folder, "data"));
  for (const [name, value] of Object.entries(SECRETS)) await writeFile(join(folder, name), `${value}\n`);
  return (name) => join(folder, name);
}
