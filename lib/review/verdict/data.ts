import { attributesOf } from "../guard/attributes.ts";
import type { ResourceChange } from "../plan/plan.ts";
import type { Value } from "../plan/value.ts";
import type { Known } from "./known.ts";

const DATABASE = "its databases go with it, and its automatic backups: take a final snapshot or a dump first";
const FILES = "every object in it goes with it; a filled one is refused unless it may be emptied";
const DISK = "what stands on the disk goes with it: take a snapshot first";

/** Resources that hold data, and what deleting one loses. */
const HOLDS: { readonly [type: string]: string } = {
  aws_db_instance: DATABASE,
  aws_docdb_cluster: DATABASE,
  aws_dynamodb_table: "every item of the table goes with it",
  aws_ebs_volume: DISK,
  aws_efs_file_system: "every file in it goes with it",
  aws_elasticache_cluster: "what it caches goes with it",
  aws_elasticache_replication_group: "what it holds in memory goes with it",
  aws_kinesis_stream: "records that were not yet read go with it",
  aws_kms_key: "what it encrypted cannot be read once its waiting time is over",
  aws_opensearch_domain: "its indices go with it",
  aws_rds_cluster: DATABASE,
  aws_s3_bucket: FILES,
  aws_secretsmanager_secret: "the secret goes with it once its recovery window is over",
  aws_sqs_queue: "messages that were not yet read go with it",
  azurerm_cosmosdb_account: DATABASE,
  azurerm_key_vault: "its keys and secrets go with it, unless soft deletion keeps them for a while",
  azurerm_managed_disk: DISK,
  azurerm_mssql_database: DATABASE,
  azurerm_mysql_flexible_server: DATABASE,
  azurerm_postgresql_flexible_server: DATABASE,
  azurerm_redis_cache: "what it holds in memory goes with it",
  azurerm_storage_account: "every container, share, queue and table in it goes with it",
  azurerm_storage_container: "every blob in it goes with it",
  docker_volume: "everything in the volume goes with it: copy it out first",
  google_bigquery_dataset: "every table in it goes with it",
  google_bigquery_table: "every row goes with it",
  google_compute_disk: DISK,
  google_filestore_instance: "every file in it goes with it",
  google_sql_database: "its tables go with it",
  google_sql_database_instance: DATABASE,
  google_storage_bucket: FILES,
  grafana_dashboard: "its version history goes with it, and what was edited in Grafana and never pulled",
  grafana_folder: "its dashboards and alert rules are deleted with it",
  kubernetes_namespace: "every object in it is deleted with it, volume claims included",
  kubernetes_namespace_v1: "every object in it is deleted with it, volume claims included",
  kubernetes_persistent_volume: "what it holds goes with it, unless its reclaim policy is Retain",
  kubernetes_persistent_volume_claim: "the volume behind it goes with it, unless its reclaim policy is Retain",
  kubernetes_persistent_volume_claim_v1: "the volume behind it goes with it, unless its reclaim policy is Retain",
};

/** The data at risk when this object is deleted: what its owner knows, else what its type says. */
export function dataLostWith(change: ResourceChange, known: Known | undefined): readonly string[] {
  if (known?.data !== undefined) return [known.data];
  const held = HOLDS[change.type];
  if (held !== undefined) return [held];
  return writesIntoItself(change) ? ["what it wrote outside of its volumes goes with it"] : [];
}

// Terraform knows nothing of what a container wrote; one with a read-only root can only have written into its volumes.
const writesIntoItself = ({ type, before }: ResourceChange): boolean =>
  type === "docker_container" && attributesOf(before)["read_only"] !== true;

/** Named volumes that a container writes to, by the engine's name for them. */
export function volumesOf({ type, before }: ResourceChange): readonly string[] {
  if (type !== "docker_container") return [];
  const { mounts, volumes } = attributesOf(before);
  const writable = [...blocks(mounts), ...blocks(volumes)].filter((block) => block["read_only"] !== true);
  const names = writable.flatMap((block) =>
    block["type"] === "volume" ? (block["source"] ?? []) : (block["volume_name"] ?? []),
  );
  return [...new Set(names.filter((name): name is string => typeof name === "string" && name !== ""))];
}

const blocks = (value: Value | undefined) => (Array.isArray(value) ? value.map((one: Value) => attributesOf(one)) : []);
