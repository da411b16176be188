import type { DataSource } from "../../dashboards/data-source.ts";

/**
 * How each data source reaches a Grafana that we run: one with a password by a file that names the password's file, so
 * that no secret enters a plan or a state; the others through the provider, where a plan shows them.
 */
export function deliveries(sources: readonly DataSource[]): {
  readonly byFile: readonly DataSource[];
  readonly byProvider: readonly DataSource[];
} {
  return { byFile: sources.filter(({ login }) => login), byProvider: sources.filter(({ login }) => !login) };
}
