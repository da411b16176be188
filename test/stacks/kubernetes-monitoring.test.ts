import { describe, expect, it } from "vitest";
import { parse, stringify } from "yaml";
import { type KubernetesObject, namesIn } from "../../lib/renderings/kubernetes/index.ts";
import {
  chartValues,
  monitoringObjects,
  prometheusResource,
  selectionFaults,
  valuesFile,
} from "../../lib/renderings/kubernetes/monitoring/index.ts";
import { assemble } from "../../stacks/assemble.ts";
import { capacityOf } from "../../stacks/capacity.ts";
import type { KubernetesGround } from "../../stacks/environment.ts";
import { kubernetes } from "../../stacks/environments/kubernetes.ts";
import { alertmanagerFiles, prometheusFiles } from "../../stacks/files.ts";
import { kubernetesFiles } from "../../stacks/kubernetes.ts";
import { chartGiven, MOST_NODES, monitoringGiven } from "../../stacks/kubernetes-monitoring.ts";
import { UNRESOLVED } from "../../stacks/resolution.ts";
import { ALERTMANAGERS } from "../../stacks/versions.ts";
import { secretTexts } from "../lib/renderings/kubernetes/given.ts";
import { BUILDING, builtIn } from "../support/tools.ts";
import { withFiles } from "../support/with-files.ts";

const ground = kubernetes.ground as KubernetesGround;
const instance = { prefix: "quantflow", portOffset: 0, directory: "." };
const model = assemble({ environment: kubernetes, instance, resolution: UNRESOLVED });
const names = namesIn({ namespace: ground.namespace, product: "quantflow", instance: "quantflow" });
const objects = monitoringObjects(monitoringGiven(model, ground, names));
const chart = chartValues(chartGiven(model, ground, names));

const ofKind = (kind: string): readonly KubernetesObject[] => objects.filter((object) => object.kind === kind);
const groupsOf = (object: KubernetesObject) => (object["spec"] as { readonly groups: readonly unknown[] }).groups;

const docker = [...prometheusFiles(model)].filter(([name]) => name.startsWith("rules/"));
const configuration = ofKind("Secret").flatMap((secret) => {
  const texts = secretTexts(secret);
  return texts["alertmanager.yaml"] === undefined ? [] : [texts];
});

describe("a cluster's rules", () => {
  it("are those of Docker's rule files, word for word", () => {
    const files = docker.map(([, text]) => (parse(text) as { groups: readonly unknown[] }).groups);
    expect(ofKind("PrometheusRule").map(groupsOf)).toEqual(files);
  });

  it(
    "are read by promtool, as many as on Docker",
    async () => {
      const files = new Map(
        ofKind("PrometheusRule").map((one) => [`${one.metadata.name}.yml`, stringify(one["spec"])]),
      );
      const found = await withFiles("promtool", files, ["check", "rules", ...files.keys()]);
      expect(found.code, found.stderr).toBe(0);
      const counts = [...found.stdout.matchAll(/SUCCESS: (\d+) rules found/g)].map(([, count]) => Number(count));
      const rules = docker.flatMap(([, text]) =>
        (parse(text) as { groups: readonly { rules: readonly unknown[] }[] }).groups.flatMap((group) => group.rules),
      );
      expect(counts.reduce((sum, count) => sum + count, 0)).toBe(rules.length);
    },
    BUILDING,
  );
});

describe("a cluster's jobs", () => {
  it("are Docker's, each by one monitor of its name", () => {
    const monitors = ["ServiceMonitor", "PodMonitor", "Probe", "ScrapeConfig"].flatMap(ofKind);
    expect(monitors.map(({ metadata }) => metadata.name).sort()).toEqual(model.targets.map(({ job }) => job).sort());
  });

  it("are picked up by the Prometheus that the values make", () => {
    expect(selectionFaults(objects, prometheusResource(chart.values, ground.stack))).toEqual([]);
  });
});

describe.each(ALERTMANAGERS)("amtool of %s", (version) => {
  it(
    "reads the cluster's configuration and routes every alert as on Docker",
    async () => {
      const amtool = await builtIn(version, "amtool");
      const [texts] = configuration;
      const text = (texts?.["alertmanager.yaml"] ?? "").replaceAll("/etc/alertmanager/config/", "");
      const files = new Map([
        ["alertmanager.yml", text],
        ["messages.tmpl", texts?.["messages.tmpl"] ?? ""],
      ]);
      const checked = await withFiles(amtool, files, ["check-config", "alertmanager.yml"]);
      expect(checked.code, checked.stderr).toBe(0);
      expect(checked.stdout).toContain("SUCCESS");
      const shown = (all: ReadonlyMap<string, string>) =>
        withFiles(amtool, all, ["config", "routes", "show", "--config.file=alertmanager.yml"]);
      const [here, there] = [await shown(files), await shown(alertmanagerFiles(model))];
      expect(here.stdout).toBe(there.stdout);
      expect(here.stdout).toContain("receiver:");
    },
    BUILDING,
  );
});

it("Prometheus has room for as many nodes as it may watch, and would not have for twice as many", () => {
  const node = model.targets.find(({ job }) => job === "node");
  if (!node) throw new Error("nobody watches the nodes");
  const stepFor = (nodes: number) => {
    const more = Array.from({ length: nodes - 1 }, () => node);
    return capacityOf({ ...model, targets: [...model.targets, ...more] }).step.step;
  };
  expect(stepFor(MOST_NODES)).toBe("as it stands");
  expect(stepFor(2 * MOST_NODES)).toBe("more room");
});

describe("the chart", () => {
  it("brings Grafana wherever our own images come from", () => {
    const resolution = { ...UNRESOLVED, imageSource: { kind: "local" } } as const;
    const built = assemble({ environment: kubernetes, instance, resolution });
    expect(built.targets.map(({ job }) => job)).toEqual(model.targets.map(({ job }) => job));
    expect(chartValues(chartGiven(built, ground, names)).values).toEqual(chart.values);
  });

  it("is refused where the environment does not say how large a program's volume is", () => {
    const { "prometheus-data": _, ...sizes } = ground.storage.sizes;
    expect(() => chartGiven(model, { ...ground, storage: { sizes } }, names)).toThrow(
      expect.objectContaining({
        code: "kubernetes/volume-without-size",
        message: expect.stringContaining("prometheus keeps data in prometheus-data"),
      }),
    );
  });

  it("runs neither a Grafana nor a node exporter that the environment leaves out", () => {
    const leavesOut = { ...kubernetes.leavesOut, grafana: "another shows them", "node-exporter": "the nodes have one" };
    const without = assemble({ environment: { ...kubernetes, leavesOut }, instance, resolution: UNRESOLVED });
    expect(chartValues(chartGiven(without, ground, names)).values).toMatchObject({
      grafana: { enabled: false },
      nodeExporter: { enabled: false },
    });
  });
});

describe("the page", () => {
  const pageFor = (operatorVersion: string) => {
    const older = { ...ground, stack: { ...ground.stack, operatorVersion } };
    return kubernetesFiles(model, older).get("kubernetes/README.md") ?? "";
  };

  it("says what an older operator is not given: of objects, of the chart's values and of Alertmanager's configuration", () => {
    const page = pageFor("0.72.0");
    expect(page).toContain("| ServiceMonitor monitoring/node | `spec.bodySizeLimit` | 0.73.0 |");
    expect(page).toContain("| Prometheus monitoring/quantflow-prometheus | `spec.serviceDiscoveryRole` | 0.76.0 |");
    expect(page).toMatch(
      /\| alertmanager\.yml .*configuration \| `receivers\.\*\.webhook_configs\.\*\.timeout` \| 0\.80\.0 \|/,
    );
  });

  it("lets the node exporter mount what it reads of the node, where a cluster forbids it unless told", () => {
    expect(pageFor("0.93.1")).toContain(
      "kubectl label namespace monitoring pod-security.kubernetes.io/enforce=privileged\n",
    );
  });

  it("says that nothing is left out where the operator knows every field", () => {
    expect(pageFor(ground.stack.operatorVersion)).toContain("Operator 0.93.1 knows every field of what follows.");
  });
});

it("no value of the chart is one that Helm would take for a template", () => {
  expect(valuesFile(chart)).not.toContain("{{");
});

it("no object holds the value of a secret: Secrets hold names of users and a configuration that reads files", () => {
  expect(ofKind("Secret").map((secret) => [secret.metadata.name, Object.keys(secretTexts(secret))])).toEqual([
    ["quantflow-users", ["scrape"]],
    ["quantflow-alertmanager-configuration", ["alertmanager.yaml", "messages.tmpl"]],
  ]);
  expect(JSON.stringify(configuration)).not.toContain("/run/secrets");
});
