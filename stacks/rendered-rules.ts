import { parseAllDocuments } from "yaml";

/** An alerting rule as some platform is given it. */
export interface RenderedAlert {
  readonly alert: string;
  readonly expr: string;
  readonly for?: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}

type Fields = Readonly<Record<string, unknown>>;
const isFields = (value: unknown): value is Fields => typeof value === "object" && value !== null;

/**
 * Every alerting rule in rendered YAML, wherever it stands: in a rule file, a PrometheusRule, or a file that is itself a
 * text within a file, as Compose's `configs` are.
 */
export const alertsIn = (texts: Iterable<string>): readonly RenderedAlert[] =>
  [...texts].flatMap((text) => parseAllDocuments(text).flatMap((document) => alertsBelow(document.toJS())));

function alertsBelow(value: unknown): readonly RenderedAlert[] {
  if (typeof value === "string") return /^groups:$/m.test(value) ? alertsIn([value]) : [];
  if (Array.isArray(value)) return value.flatMap(alertsBelow);
  if (!isFields(value)) return [];
  return isAlert(value) ? [value] : Object.values(value).flatMap(alertsBelow);
}

const isAlert = (value: object): value is RenderedAlert =>
  "alert" in value && "expr" in value && "labels" in value && "annotations" in value;
