/** Of the simulated exchange, a process and a scrape job of its own: not part of the application's list. */
import { counter, gauge } from "../../lib/metrics/definitions.ts";
import { STREAMS } from "./labels.ts";

/** What the simulated exchange can be told to do wrong until it resumes. */
export const FAULTS = [
  "stall",
  "delay",
  "malformed",
  "refuse",
  "skew",
  "freeze",
  "mute",
  "ignore",
  "reject",
  "slam",
  "ban",
] as const;

/** Rules of the protocol that a client may break. */
export const VIOLATIONS = ["message-rate", "pong", "streams", "attempts"] as const;

export const exchangeConnections = gauge({
  name: "exchange_connections",
  help: "Open market data connections.",
  unit: "items",
});

export const exchangeFrames = counter({
  name: "exchange_frames_sent_total",
  help: "Market data frames handed to a connection, frames damaged on purpose included.",
  unit: "items",
  labels: { stream: STREAMS },
});

export const exchangeViolations = counter({
  name: "exchange_client_violations_total",
  help: "Connections ended or not let in because the client broke a rule of the protocol.",
  unit: "items",
  labels: { rule: VIOLATIONS },
});

export const exchangeFaultActive = gauge({
  name: "exchange_fault_active",
  help: "1 while a fault made through the control endpoint lasts, else 0.",
  unit: "boolean",
  labels: { fault: FAULTS },
});

export const exchangeDroppedLabelSets = counter({
  name: "exchange_metrics_dropped_label_sets_total",
  help: "Recordings counted under the overflow label because a metric had reached its cap of label sets.",
  unit: "items",
});

export const exchangeDroppedValues = counter({
  name: "exchange_metrics_dropped_values_total",
  help: "Recordings refused because the value was not a finite number or lowered a counter.",
  unit: "items",
});
