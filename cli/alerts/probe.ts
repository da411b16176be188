import { type Receiver, type RootRoute, reach } from "../../lib/alerting/routing/index.ts";
import { unroutable } from "./errors.ts";

/** A test alert for one receiver; `id` stands in its labels and its texts, so that it is known where it arrives. */
export interface Probe {
  readonly receiver: Receiver;
  readonly id: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}

/** Labels that our routes tell apart, tried in this order: the gentlest first. */
const SEVERITIES = ["info", "warning", "critical", "none"] as const;

/** Fails when no labels of a test lead to the receiver. */
export function probeFor(receiver: Receiver, route: RootRoute, id: string): Probe {
  const candidates = SEVERITIES.map((severity) => labelsWith(severity, receiver, id));
  const labels = candidates.find((one) => reach(one, route).some(({ name }) => name === receiver.name));
  if (!labels) throw unroutable(receiver.name);
  return { receiver, id, labels, annotations: texts(receiver, id) };
}

/** A job of its own gives each probe a group of its own, and so a message whose subject names it. */
const labelsWith = (severity: string, { name }: Receiver, id: string) => ({
  alertname: "QuantflowTest",
  job: `quantflow-test-${name}`,
  severity,
  test: id,
});

const texts = ({ name }: Receiver, id: string) => ({
  summary: `Test ${id} for the receiver ${name}`,
  description: `Sent by \`quantflow alerts test\`; nothing is wrong. Test ${id}.`,
});
