import type { Alert } from "../rules/alert.ts";
import { deadLink, missingRunbooks, orphanedRunbooks, wrongWho } from "./errors.ts";
import type { Runbook } from "./runbook.ts";

/**
 * Fails unless every alert has its runbook, every runbook its alert, with the owner and the severity that the alert has,
 * and every link between runbooks leads to one.
 * @param where the runbooks' folder, for messages.
 */
export function assertCovered(runbooks: readonly Runbook[], alerts: readonly Alert[], where: string): void {
  const written = new Set(runbooks.map(({ alert }) => alert));
  const known = new Set(alerts.map(({ name }) => name));
  const missing = [...known].filter((name) => !written.has(name));
  if (missing.length > 0) throw missingRunbooks(missing, where);
  const orphaned = [...written].filter((name) => !known.has(name));
  if (orphaned.length > 0) throw orphanedRunbooks(orphaned, where);
  for (const runbook of runbooks) {
    assertWho(runbook, alerts);
    const dead = runbook.mentions.find((name) => !written.has(name));
    if (dead !== undefined) throw deadLink(runbook.alert, dead);
  }
}

function assertWho({ alert, owner, severity }: Runbook, alerts: readonly Alert[]): void {
  const own = alerts.filter(({ name }) => name === alert);
  const owners = [...new Set(own.map((one) => one.owner))].join(" and ");
  const severities = [...new Set(own.map((one) => one.severity))].join(" or ");
  if (owner !== owners || severity !== severities)
    throw wrongWho(alert, `${owner}, ${severity}`, `${owners}, ${severities}`);
}
