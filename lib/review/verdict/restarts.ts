import { attributesOf, plannedAttributes } from "../guard/attributes.ts";
import { isEqual } from "../plan/equal.ts";
import type { ResourceChange } from "../plan/plan.ts";
import type { Value } from "../plan/value.ts";

interface Restart {
  readonly types: readonly string[];
  /** The attribute, or the attribute of its first block: `spec.template`. */
  readonly attributes: readonly string[];
  readonly says: string;
  /** Where that is written. */
  readonly source: string;
}

/** What Terraform calls an update in place and what stops what runs all the same. */
const RESTARTS: readonly Restart[] = [
  {
    types: ["kubernetes_deployment", "kubernetes_deployment_v1"],
    attributes: ["spec.template"],
    says: "its pods are replaced a few at a time, as its strategy says: with one replica and Recreate it is away meanwhile",
    source: "https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#updating-a-deployment",
  },
  {
    types: ["kubernetes_stateful_set", "kubernetes_stateful_set_v1"],
    attributes: ["spec.template"],
    says: "its pods are replaced one by one, the last first; each is away while it is replaced",
    source: "https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#rolling-updates",
  },
  {
    types: ["kubernetes_daemonset", "kubernetes_daemon_set_v1"],
    attributes: ["spec.template"],
    says: "its pod on every node is replaced, one node after the other",
    source: "https://kubernetes.io/docs/tasks/manage-daemon/update-daemon-set/",
  },
  {
    types: ["aws_instance"],
    attributes: ["instance_type"],
    says: "the instance is stopped, changed and started again; a public address that is not elastic changes",
    source: "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-instance-resize.html",
  },
  {
    types: ["aws_db_instance"],
    attributes: ["engine_version", "instance_class"],
    says: "the database is away while it is changed: now with apply_immediately, else in its maintenance window",
    source: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_ModifyInstance.Settings.html",
  },
  {
    types: ["google_compute_instance"],
    attributes: ["machine_type"],
    says: "the instance is stopped, changed and started again",
    source: "https://cloud.google.com/compute/docs/instances/changing-machine-type-of-stopped-instance",
  },
  {
    types: ["google_sql_database_instance"],
    attributes: ["settings.tier"],
    says: "the database restarts with its new tier",
    source: "https://cloud.google.com/sql/docs/postgres/instance-settings",
  },
  {
    types: ["docker_service"],
    attributes: ["task_spec"],
    says: "its tasks are replaced, as many at a time as update_config says",
    source: "https://docs.docker.com/reference/cli/docker/service/update/",
  },
];

/** What an update in place stops: the attributes that do, and what that means; undefined where it stops nothing known. */
export function restartOf(change: ResourceChange): { because: readonly string[]; says: string } | undefined {
  const rule = RESTARTS.find(({ types }) => types.includes(change.type));
  const because = rule?.attributes.filter((attribute) => isChanged(change, attribute)) ?? [];
  return rule && because.length > 0 ? { because: because.map((one) => `${one} changes`), says: rule.says } : undefined;
}

function isChanged(change: ResourceChange, attribute: string): boolean {
  const [block = "", inner] = attribute.split(".");
  if (!plannedAttributes(change).includes(block)) return false;
  return inner === undefined || !isEqual(innerOf(change.before, block, inner), innerOf(change.after, block, inner));
}

function innerOf(value: Value, block: string, inner: string): Value {
  const held = attributesOf(value)[block];
  return attributesOf(Array.isArray(held) ? (held[0] ?? null) : (held ?? null))[inner] ?? null;
}
