import { describe, expect, it } from "vitest";
import { stringify } from "yaml";
import {
  addressRelabelings,
  endpointRelabelings,
  LABELS,
  labelsTable,
  probeRelabelings,
  type RelabelConfig,
  scrapeJobRelabelings,
} from "../../../../../lib/renderings/kubernetes/monitoring/labels.ts";
import { BUILDING } from "../../../../support/tools.ts";
import { withFiles } from "../../../../support/with-files.ts";

type Labels = Readonly<Record<string, string>>;

/** As the operator writes them into prometheus.yml. */
const written = ({ sourceLabels, targetLabel, ...rest }: RelabelConfig) => ({
  ...(sourceLabels && { source_labels: sourceLabels }),
  ...(targetLabel && { target_label: targetLabel }),
  ...rest,
});

const set = (targetLabel: string, replacement: string) => ({ target_label: targetLabel, replacement });
const copied = (source: string, targetLabel: string) => ({ source_labels: [source], target_label: targetLabel });
const K8S = "__meta_kubernetes";

/** What operator 0.85 does to a ServiceMonitor's targets before it hands them to ours; see promcfg.go. */
const SERVICE_MONITOR = [
  {
    source_labels: [`${K8S}_endpointslice_address_target_kind`, `${K8S}_endpointslice_address_target_name`],
    regex: "Node;(.*)",
    target_label: "node",
    replacement: "${1}",
  },
  copied(`${K8S}_namespace`, "namespace"),
  copied(`${K8S}_service_name`, "service"),
  copied(`${K8S}_pod_name`, "pod"),
  copied(`${K8S}_pod_container_name`, "container"),
  copied(`${K8S}_service_name`, "job"),
  set("endpoint", "admin"),
];

const PROBE = [
  set("job", "node-red"),
  copied("__address__", "__param_target"),
  copied("__param_target", "instance"),
  set("__address__", "prober.quantflow.svc:9115"),
];

interface Discovered {
  readonly address: string;
  readonly labels: Labels;
}

/** The labels that Prometheus gives each target, as promtool finds them; it waits out its time for more to appear. */
async function relabelled(
  targets: readonly Discovered[],
  operator: readonly object[],
  ours: readonly RelabelConfig[],
): Promise<readonly Labels[]> {
  const scrape = {
    job_name: "pool",
    static_configs: targets.map(({ address, labels }) => ({ targets: [address], labels })),
    relabel_configs: [...operator, ...ours.map(written)],
  };
  const files = new Map([["prometheus.yml", stringify({ scrape_configs: [scrape] })]]);
  const { stdout } = await withFiles("promtool", files, [
    ...["check", "service-discovery", "--timeout=1s", "prometheus.yml", "pool"],
  ]);
  const found = JSON.parse(stdout) as readonly { readonly discoveredLabels: Labels; readonly labels: Labels }[];
  // They come in no order.
  return targets.map(({ address }) => {
    const one = found.find(({ discoveredLabels }) => discoveredLabels["__address__"] === address);
    return Object.fromEntries(Object.entries(one?.labels ?? {}).filter(([name]) => !name.startsWith("__")));
  });
}

const pod = {
  [`${K8S}_namespace`]: "quantflow",
  [`${K8S}_service_name`]: "quantflow-app",
  [`${K8S}_pod_name`]: "quantflow-app-7d9c5b-x2x4z",
  [`${K8S}_pod_node_name`]: "worker-1",
  [`${K8S}_pod_container_name`]: "quantflow-app",
};

const at = (address: string, labels: Labels = {}): Discovered => ({ address, labels });

describe("in a cluster, as promtool relabels,", () => {
  it(
    "a pod's labels are job and instance alone, and the instance is the pod's, whatever its address",
    async () => {
      const instance = "quantflow-app-7d9c5b-x2x4z:9464";
      expect(
        await relabelled(
          [at("10.0.0.7:9464", pod), at("[fd00::7]:9464", pod)],
          SERVICE_MONITOR,
          endpointRelabelings("quantflow", false),
        ),
      ).toEqual([
        { job: "quantflow", instance },
        { job: "quantflow", instance },
      ]);
    },
    BUILDING,
  );

  it("what runs once a node is told by its node", async () => {
    expect(await relabelled([at("10.0.0.9:9100", pod)], SERVICE_MONITOR, endpointRelabelings("node", true))).toEqual([
      { job: "node", instance: "worker-1:9100" },
    ]);
  });

  it("a probe has the instance that it has on Docker", async () => {
    const own = { namespace: "monitoring" };
    expect(
      await relabelled([at("http://node-red:1880/auth/login", own), at("mail:1025", own)], PROBE, probeRelabelings),
    ).toEqual([
      { job: "node-red", instance: "node-red:1880" },
      { job: "node-red", instance: "mail:1025" },
    ]);
  });

  it("an address outside is its own instance", async () => {
    expect(await relabelled([at("desk.example.com:9464")], [], addressRelabelings("desk"))).toEqual([
      { job: "desk", instance: "desk.example.com:9464" },
    ]);
  });

  it("the scrape pools of our monitors are told by their jobs, and no others", async () => {
    const pools = [
      "serviceMonitor/monitoring/quantflow/0",
      "podMonitor/monitoring/quantflow/0",
      "probe/monitoring/node-red",
      "scrapeConfig/monitoring/desk",
      "serviceMonitor/elsewhere/quantflow/0",
    ];
    const found = await relabelled(
      pools.map((pool, index) => at(`a:${index + 1}`, { scrape_job: pool })),
      [],
      scrapeJobRelabelings("monitoring"),
    );
    expect(found.map((labels) => labels["scrape_job"])).toEqual([
      "quantflow",
      "quantflow",
      "node-red",
      "desk",
      "serviceMonitor/elsewhere/quantflow/0",
    ]);
  });
});

it("every label that is decided on stands in the table with its reason", () => {
  const rows = labelsTable().split("\n").slice(2);
  expect(rows).toHaveLength(LABELS.length);
  expect(rows.find((row) => row.startsWith("| `endpoint` |"))).toBe(
    "| `endpoint` | the port's name | dropped | the port is in `instance` |",
  );
});
