import type { Run } from "../run.ts";
import { grafanaRefused } from "./errors.ts";

/** Grafana keeps a hash of its own and reads the file for a fresh database alone. The value never leaves the container. */
const RESET = "grafana cli admin reset-admin-password --password-from-stdin < /run/secrets/admin-password";

/** Gives Grafana's administrator the password that stands in the container's own secret file. */
export async function resetGrafanaAdmin(run: Run, container: string): Promise<void> {
  const { code, stdout, stderr } = await run("docker", ["exec", container, "sh", "-c", RESET]);
  if (code !== 0) throw grafanaRefused(stderr.trim() || stdout.trim());
}
