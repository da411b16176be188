import { z } from "zod";
import { foreignYaml } from "../../../services/foreign-yaml.ts";
import type { Documents } from "./documents.ts";

const labels = z.record(z.string(), z.coerce.string()).nullish();
const spoken = z.union([z.string(), z.number()]).transform(String);
const ruleShape = z.object({
  alert: z.string().optional(),
  record: z.string().optional(),
  expr: spoken,
  for: spoken.optional(),
  keep_firing_for: spoken.optional(),
  labels,
  annotations: labels,
});
const groupShape = z.object({
  name: z.string(),
  interval: spoken.optional(),
  limit: z.number().optional(),
  query_offset: spoken.optional(),
  labels,
  rules: z.array(ruleShape).nullish(),
});
const fileShape = z.object({ groups: z.array(groupShape).nullish() });

/** A rule of a file with all that it takes from its group. */
export interface Rule {
  readonly kind: "alert" | "recording";
  readonly name: string;
  readonly expr: string;
  /** As written; `0s` where nothing is. */
  readonly for: string;
  readonly keepFiringFor: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly group: string;
  /** Between evaluations, as the group writes it; undefined where Prometheus' own configuration says it. */
  readonly interval: string | undefined;
}

/** What a group says of its rules together; `default` where Prometheus' own configuration says it. */
export interface Group {
  readonly name: string;
  readonly settings: Readonly<Record<"interval" | "limit" | "query_offset", string>>;
}

export interface Rules {
  readonly rules: readonly Rule[];
  readonly groups: readonly Group[];
}

/** All rules of the files, in their order. Fails on what is no rule file, with the file's name. */
export function readRules(documents: Documents): Rules {
  const groups = [...documents].flatMap(([name, text]) => groupsOf(name, text));
  return { rules: groups.flatMap(rulesOf), groups: groups.map(groupOf) };
}

function groupsOf(name: string, text: string): readonly z.infer<typeof groupShape>[] {
  const read = fileShape.safeParse(foreignYaml(text));
  if (read.success) return read.data.groups ?? [];
  throw new SyntaxError(`${name} is no rule file of Prometheus: ${z.prettifyError(read.error)}`);
}

const groupOf = ({ name, interval, limit, query_offset: offset }: z.infer<typeof groupShape>): Group => ({
  name,
  settings: {
    interval: interval ?? "default",
    limit: limit ? `${limit}` : "none",
    query_offset: offset ?? "default",
  },
});

const rulesOf = (group: z.infer<typeof groupShape>): readonly Rule[] =>
  (group.rules ?? []).map((rule) => ({
    kind: rule.alert === undefined ? "recording" : "alert",
    name: rule.alert ?? rule.record ?? "",
    expr: rule.expr,
    for: rule.for ?? "0s",
    keepFiringFor: rule.keep_firing_for ?? "0s",
    labels: { ...group.labels, ...rule.labels },
    annotations: { ...rule.annotations },
    group: group.name,
    interval: group.interval,
  }));
