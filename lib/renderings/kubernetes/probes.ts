import type { Health } from "../../services/health.ts";
import { literal, wholeSeconds } from "./values.ts";

/** A liveness probe asks this many times less often: a restart helps nobody who is merely busy. */
const PATIENCE = 4;
/** Docker leaves a slow starter alone and a startup probe kills it: a database that replays its log takes minutes. */
const START_PERIODS = 10;

/**
 * A health check as Kubernetes asks: it is started once it has answered, gets no requests while it does not answer, and
 * is started anew when it has not for long.
 */
export function probesOf({ command, interval, timeout, retries, startPeriod }: Health) {
  const probe = (periodSeconds: number, failureThreshold: number) => ({
    exec: { command: command.map(literal) },
    periodSeconds,
    timeoutSeconds: wholeSeconds(timeout),
    failureThreshold,
  });
  const period = wholeSeconds(interval);
  const starts = Math.ceil((START_PERIODS * startPeriod.value) / period);
  return {
    startupProbe: probe(period, starts + retries),
    readinessProbe: probe(period, retries),
    livenessProbe: probe(PATIENCE * period, retries),
  };
}
