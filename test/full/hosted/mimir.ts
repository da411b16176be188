import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stringify } from "yaml";
import { freePort } from "../../support/free-port.ts";
import { builtTool } from "../../support/tools.ts";
import { program } from "../kubernetes/program.ts";
import { until } from "../kubernetes/until.ts";

/** A Mimir of one process, with its ruler and its Alertmanager, whose data goes when it stops. */
export interface RunningMimir {
  readonly url: string;
  readonly stop: () => Promise<void>;
}

/** What the ruler lets a tenant have in one group. */
export const MOST_RULES = 100;

const PATIENCE_SECONDS = 120;

export async function mimir(): Promise<RunningMimir> {
  const directory = await mkdtemp(join(tmpdir(), "quantflow-mimir-"));
  const [http, grpc, gossip] = [await freePort(), await freePort(), await freePort()];
  const file = join(directory, "mimir.yaml");
  await writeFile(file, stringify(configuration({ http, grpc, gossip })));
  const server = program(await builtTool("mimir"), [`-config.file=${file}`, "-target=all,alertmanager"], { directory });
  const url = `http://127.0.0.1:${http}`;
  await until("Mimir", PATIENCE_SECONDS, async () => {
    server.mustRun();
    return (await fetch(`${url}/ready`)).ok || undefined;
  });
  const stop = async () => {
    await server.stop();
    await rm(directory, { recursive: true, force: true });
  };
  return { url, stop };
}

interface Ports {
  readonly http: number;
  readonly grpc: number;
  readonly gossip: number;
}

const HOST = "127.0.0.1";
const alone = { instance_addr: HOST, kvstore: { store: "inmemory" } };
const one = { ...alone, replication_factor: 1 };

const configuration = ({ http, grpc, gossip }: Ports) => ({
  multitenancy_enabled: true,
  usage_stats: { enabled: false },
  server: {
    ...{ http_listen_address: HOST, http_listen_port: http, grpc_listen_address: HOST, grpc_listen_port: grpc },
    log_level: "warn",
  },
  memberlist: { bind_addr: [HOST], bind_port: gossip },
  common: { storage: { backend: "filesystem" } },
  blocks_storage: {
    filesystem: { dir: "blocks" },
    tsdb: { dir: "tsdb" },
    bucket_store: { sync_dir: "sync" },
  },
  compactor: { data_dir: "compactor", sharding_ring: alone },
  distributor: { ring: alone },
  ingester: { ring: { ...one, min_ready_duration: "0s", final_sleep: "0s" } },
  store_gateway: { sharding_ring: one },
  frontend: { address: HOST },
  query_scheduler: { ring: alone },
  ruler_storage: { filesystem: { dir: "rules" } },
  ruler: {
    ...{ rule_path: "rule-files", poll_interval: "2s", ring: alone },
    alertmanager_url: `http://${HOST}:${http}/alertmanager`,
  },
  alertmanager_storage: { filesystem: { dir: "alertmanager-configurations" } },
  alertmanager: {
    ...{ data_dir: "alertmanager", sharding_ring: one, poll_interval: "2s" },
    external_url: `http://${HOST}:${http}/alertmanager`,
  },
  limits: { ruler_max_rules_per_rule_group: MOST_RULES },
  activity_tracker: { filepath: "activity.log" },
});
