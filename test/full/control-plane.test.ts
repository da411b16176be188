import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { stringify } from "yaml";
import { type ControlPlane, controlPlane } from "./kubernetes/control-plane.ts";
import { type Discovering, discovering } from "./kubernetes/discovering.ts";
import { generatedPrometheus } from "./kubernetes/generated.ts";
import { applied, appliedOutcome } from "./kubernetes/kubectl.ts";
import { type Machine, machine } from "./kubernetes/machine.ts";
import { installDefinitions, type Operator, operator } from "./kubernetes/operator.ts";
import { type PodFiles, podFiles } from "./kubernetes/pod-files.ts";
import { files, prometheus, SAMPLE, serviceMonitor, workload } from "./kubernetes/sample.ts";
import { until } from "./kubernetes/until.ts";

/** The proof's own ground: were it not what a cluster is, what is proved on it would say nothing. */
describe("the control plane that the proof stands on", () => {
  let plane: ControlPlane;
  let nodes: Machine;
  let operating: Operator;

  beforeAll(async () => {
    plane = await controlPlane();
    nodes = await machine(plane.api);
  });

  afterAll(async () => {
    await operating?.stop();
    await nodes?.stop();
    await plane?.stop();
  });

  it("knows no monitor before the operator's definitions are there, and says so", async () => {
    const { code, stderr } = await appliedOutcome(plane, files(...workload(), serviceMonitor("early", {})));
    expect(code).toBe(1);
    expect(stderr).toContain('no matches for kind "ServiceMonitor" in version "monitoring.coreos.com/v1"');
    expect(stderr).toContain("ensure CRDs are installed first");
  });

  it("refuses a field that it does not know", async () => {
    const [namespace] = workload();
    const misspelt = { ...namespace, spec: { finalisers: [] } };
    const { code, stderr } = await appliedOutcome(plane, files(misspelt));
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: expect.stringContaining(".spec.finalisers: field not declared in schema"),
    });
  });

  it("makes an error of a workload that the restricted profile would not let run", async () => {
    const { code, stderr } = await appliedOutcome(plane, files(...workload({ runAsNonRoot: false })));
    expect(code).toBe(1);
    expect(stderr).toContain('would violate PodSecurity "restricted:latest"');
  });

  describe("with the operator", () => {
    let found: Discovering;
    let pod: PodFiles;

    beforeAll(async () => {
      await installDefinitions(plane);
      operating = await operator(plane);
      await applied(plane, files(...workload(), prometheus, serviceMonitor("unlabelled", {})));
      await applied(plane, files(serviceMonitor("labelled", { release: "sample" })));
      await until("the labelled monitor in the configuration", 60, async () => {
        operating.mustRun();
        return (await generatedPrometheus(plane.api, SAMPLE)).includes("serviceMonitor/sample/labelled/0") || undefined;
      });
      pod = await podFiles(plane, SAMPLE);
      found = await discovering(pod.directory);
    });

    afterAll(async () => {
      await found?.stop();
      await pod?.remove();
    });

    it("picks up the monitor that bears the label, and the other not", () => {
      expect(pod.configuration).not.toContain("unlabelled");
    });

    it("lets a real Prometheus find both replicas by the real API", async () => {
      const targets = await until("two targets", 60, async () => {
        const now = await found.targets();
        return now.length === 2 ? now : undefined;
      });
      expect(targets.map(({ labels }) => labels["job"])).toEqual(["web", "web"]);
      expect(new Set(targets.map(({ labels }) => labels["instance"])).size).toBe(2);
      expect(stringify(targets)).toContain("10.3.0.");
    });
  });
});
