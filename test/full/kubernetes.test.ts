import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { run } from "../../cli/run.ts";
import { failuresOf, filesOf } from "../../lib/alerting/proofs/suite.ts";
import { reach } from "../../lib/alerting/routing/index.ts";
import { type KubernetesObject, type Labels, objectFiles } from "../../lib/renderings/kubernetes/index.ts";
import { isProvable, stackNames } from "../../lib/renderings/kubernetes/monitoring/index.ts";
import { alertmanagerFiles, prometheusFiles } from "../../stacks/files.ts";
import { ALERTMANAGERS, CHART, tools } from "../../stacks/versions.ts";
import { BUILDING, builtIn } from "../support/tools.ts";
import { withFiles } from "../support/with-files.ts";
import { type Cluster, cluster } from "./kubernetes/cluster.ts";
import type { Discovered } from "./kubernetes/discovering.ts";
import { expectedTargets } from "./kubernetes/expected-targets.ts";
import { generatedPrometheus, generatedRules } from "./kubernetes/generated.ts";
import { applied } from "./kubernetes/kubectl.ts";
import { discovered, type Loaded, loaded } from "./kubernetes/loaded.ts";
import * as ours from "./kubernetes/models.ts";
import { report } from "./kubernetes/report.ts";
import { decisions, toldLabels } from "./kubernetes/routes.ts";
import { rulesIn, suitesOn } from "./kubernetes/rules.ts";
import { settingsByJob } from "./kubernetes/scrape-settings.ts";
import { certificate, chartStandIns, madeByHand } from "./kubernetes/stand-ins.ts";
import { until } from "./kubernetes/until.ts";
import { writtenOrSame } from "./kubernetes/written-or-same.ts";

const docs = join(import.meta.dirname, "../../docs/kubernetes");
const { stack } = ours.ground;
const names = stackNames(stack);
const managed = { namespace: stack.namespace, name: names.prometheus };
/** What the README that is rendered beside it applies first. */
const NAMESPACES = "00-namespace.yaml";
const expected = expectedTargets(ours.kubernetes.targets, ours.ground);

describe("the Kubernetes rendering, on a real API server with a real operator", () => {
  const began = performance.now();
  let here: Cluster;
  let firstTime: readonly string[];
  let came: Loaded;
  let targets: readonly Discovered[];
  /** As the operator wrote it, before a test adds a monitor of its own. */
  let generated: string;

  beforeAll(async () => {
    here = await cluster();
    const { plane } = here;
    const byHand = [...madeByHand(ours.secretsByHand), certificate(stack, plane.access.certificate)];
    await applied(plane, new Map([...ours.manifests].filter(([name]) => name === NAMESPACES)));
    await applied(plane, objectFiles([...chartStandIns(stack), ...byHand]));
    firstTime = await applied(plane, ours.manifests);
    await applied(plane, objectFiles(ours.resources));
    came = await loaded(here, {
      prometheus: managed,
      alertmanager: { namespace: stack.namespace, name: names.alertmanager },
      jobs: expected.keys(),
    });
    targets = await discovered(came, expected);
    generated = await generatedPrometheus(here.api, managed);
  });

  afterAll(async () => {
    await came?.stop();
    await here?.stop();
  });

  it("is applied whole: every object is there, with nothing that the API server did not know", async () => {
    expect(firstTime).toHaveLength(ours.objects.length);
    expect(firstTime.filter((line) => !line.endsWith(" serverside-applied"))).toEqual([]);
  });

  describe("its workloads", () => {
    it("run as pods that the restricted profile lets in, without a token", async () => {
      const pods = await here.api.list<{
        readonly spec: { readonly serviceAccountName: string; readonly volumes: readonly { readonly name: string }[] };
      }>(`/api/v1/namespaces/${ours.ground.namespace}/pods`);
      const workloads = ours.objects.filter(({ kind }) => kind === "Deployment" || kind === "StatefulSet");
      const accounts = new Set(pods.map(({ spec }) => spec.serviceAccountName));
      expect([...accounts].sort()).toEqual(workloads.map(({ metadata }) => metadata.name).sort());
      const volumes = pods.flatMap(({ spec }) => spec.volumes.map(({ name }) => name));
      expect(volumes.filter((name) => name.startsWith("kube-api-access"))).toEqual([]);
    });
  });

  describe("its targets", () => {
    it.each([...expected])("%s is found %i times, and every instance is its own", (job, count) => {
      const instances = targets.filter(({ labels }) => labels["job"] === job).map(({ labels }) => labels["instance"]);
      expect(new Set(instances).size).toBe(count);
    });

    it("are these, and no others", () => {
      expect(new Set(targets.map(({ labels }) => labels["job"]))).toEqual(new Set(expected.keys()));
    });

    it("bear the labels that the rules were proved with, and none besides", () => {
      for (const { labels } of targets) expect(Object.keys(labels).sort()).toEqual(["instance", "job"]);
    });

    it.each(
      [...settingsByJob(prometheusFiles(ours.docker).get("prometheus.yml") ?? "")].filter(([job]) => expected.has(job)),
    )("%s is asked as often, with the same credentials and limits, as on Docker", (job, settings) => {
      expect(settingsByJob(came.prometheus).get(job)).toEqual(ours.asCarried(job, settings));
    });

    it("are asked on the port and the path of Docker, where they are ours", () => {
      for (const { job, at, probe } of ours.kubernetes.targets) {
        if (probe || !ours.isOurs(at.service)) continue;
        const found = targets.find(({ labels }) => labels["job"] === job);
        const url = new URL(found?.scrapeUrl ?? "");
        expect({ job, port: Number(url.port), path: url.pathname }).toEqual({
          ...{ job, port: at.service.ports[at.port], path: at.path },
        });
      }
    });
  });

  describe("its selectors", () => {
    it("let in what bears their labels, and nothing else", async () => {
      const monitor = ours.objects.find(({ kind }) => kind === "ServiceMonitor");
      if (!monitor) throw new Error("there is no ServiceMonitor");
      const named = (name: string, labels: Labels) => ({ ...monitor, metadata: { ...monitor.metadata, name, labels } });
      await applied(here.plane, objectFiles([named("stranger", {})]));
      await applied(here.plane, objectFiles([named("friend", monitor.metadata.labels ?? {})]));
      const now = await until("the labelled monitor", 60, async () => {
        const text = await generatedPrometheus(here.api, managed);
        return text.includes(`serviceMonitor/${stack.namespace}/friend/0`) ? text : undefined;
      });
      expect(now).not.toContain("stranger");
    });
  });

  describe("its rules", () => {
    it("are those of Docker, but for jobs that run on one ground only", async () => {
      expect(rulesIn(await generatedRules(here.api, managed))).toEqual(rulesIn(ruleFilesOf(ours.kubernetes)));
    });

    it("are loaded by a real Prometheus, every one", async () => {
      const wanted = [...rulesIn(ruleFilesOf(ours.kubernetes)).values()].flat();
      const loadedRules = await came.found.rules();
      expect(loadedRules.map(({ name }) => name).sort()).toEqual(
        wanted.map(({ alert, record }) => alert ?? record).sort(),
      );
    });

    it("hold every proof", { timeout: BUILDING }, async () => {
      const { files, tests } = filesOf(suitesOn(rulesIn(await generatedRules(here.api, managed)), ours.kubernetes));
      expect([...failuresOf(await withFiles("promtool", files, ["test", "rules", ...tests]))]).toEqual([]);
    });

    it("and the configuration around them pass promtool's own check", async () => {
      const promtool = await builtIn("prometheus-kubernetes", "promtool");
      const { code, stdout, stderr } = await run(promtool, ["check", "config", "prometheus.yml"], {
        directory: came.directory,
      });
      expect(code, stdout + stderr).toBe(0);
    });
  });

  describe("its routing", () => {
    it("decides as on Docker, in every route, interval and inhibition", () => {
      expect(decisions(came.alertmanager)).toEqual(
        decisions(alertmanagerFiles(ours.docker).get("alertmanager.yml") ?? ""),
      );
    });

    it.each(ALERTMANAGERS)(
      "leads every alert to the receivers that it has on Docker, says amtool of %s",
      { timeout: BUILDING },
      async (version) => {
        const amtool = await builtIn(version, "amtool");
        const files = new Map([["alertmanager.yml", came.alertmanager]]);
        for (const labels of toldLabels(ours.docker.groups)) {
          const given = Object.entries(labels).map(([name, value]) => `${name}=${JSON.stringify(value)}`);
          const args = ["config", "routes", "test", "--config.file=alertmanager.yml", ...given];
          const { stdout, stderr } = await withFiles(amtool, files, args);
          expect(stdout.trim().split(","), `${labels["alertname"]}: ${stderr}`).toEqual(
            reach(labels, ours.docker.route).map(({ name }) => name),
          );
        }
      },
    );

    it("is known to Prometheus, which found the Alertmanager to hand alerts to", async () => {
      const found = await until("an Alertmanager", 60, async () => {
        const now = await came.found.alertmanagers();
        return now.length > 0 ? now : undefined;
      });
      expect(found.map(({ url }) => new URL(url).protocol)).toEqual(["https:"]);
    });
  });

  it("is what docs/kubernetes shows", async () => {
    const rules = [...rulesIn(ruleFilesOf(ours.kubernetes)).values()].flat();
    const page = report({
      operator: here.operating.version,
      chart: CHART,
      apiServer: here.plane.version,
      prometheus: tools["prometheus-kubernetes"].version,
      alertmanagers: ALERTMANAGERS.map((version) => tools[version].version),
      objects: kindsOf(ours.objects),
      targets,
      alerts: rules.filter(({ alert }) => alert !== undefined).length,
      recordings: rules.filter(({ record }) => record !== undefined).length,
      proofs: suitesOn(rulesIn(ruleFilesOf(ours.kubernetes)), ours.kubernetes).flatMap(({ proofs }) => proofs).length,
      routed: toldLabels(ours.docker.groups).length,
      settings: ours.chart.settings,
      isProvable,
      seconds: (performance.now() - began) / 1000,
    });
    writtenOrSame(join(docs, "report.md"), page);
    writtenOrSame(join(docs, "generated-prometheus.yaml"), generated);
  });
});

const ruleFilesOf = (model: typeof ours.kubernetes): ReadonlyMap<string, string> =>
  new Map([...prometheusFiles(model)].filter(([name]) => name.startsWith("rules/")));

function kindsOf(objects: readonly KubernetesObject[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { kind } of objects) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return counts;
}
