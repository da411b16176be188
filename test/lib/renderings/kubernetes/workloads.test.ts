import { describe, expect, test } from "vitest";
import { workloadObjects } from "../../../../lib/renderings/kubernetes/index.ts";
import { changed, desk, given, only, store } from "./given.ts";

const objects = workloadObjects(given());

const pod = (kind: string, name: string, from = objects) =>
  (only(from, kind, name)["spec"] as { readonly template: { readonly spec: Record<string, unknown> } }).template.spec;
const containerOf = (spec: Record<string, unknown>) => (spec["containers"] as readonly Record<string, unknown>[])[0];

describe("the objects of services", () => {
  test("are these, in one namespace", () => {
    expect(objects.map(({ kind, metadata }) => `${kind} ${metadata.name}`)).toEqual([
      "Namespace trading",
      "NetworkPolicy default-deny",
      "ServiceAccount store",
      "NetworkPolicy store",
      "ConfigMap store-configuration",
      "Service store",
      "StatefulSet store",
      "ServiceAccount desk",
      "NetworkPolicy desk",
      expect.stringMatching(/^ConfigMap desk-configuration-[0-9a-f]{12}$/),
      "Service desk",
      "Deployment desk",
    ]);
    expect(new Set(objects.slice(1).map(({ metadata }) => metadata.namespace))).toEqual(new Set(["trading"]));
  });

  test("bear the labels that tools know", () => {
    expect(only(objects, "StatefulSet", "store").metadata.labels).toEqual({
      "app.kubernetes.io/instance": "quantflow",
      "app.kubernetes.io/managed-by": "quantflow",
      "app.kubernetes.io/name": "store",
      "app.kubernetes.io/part-of": "quantflow",
    });
  });

  test("stand in a namespace that refuses what is not restricted", () => {
    expect(only(objects, "Namespace", "trading").metadata.labels).toMatchObject({
      "pod-security.kubernetes.io/enforce": "restricted",
    });
  });
});

describe("a pod", () => {
  test("keeps to the restricted profile, under its service's own numbers", () => {
    const spec = pod("StatefulSet", "store");
    expect(spec["securityContext"]).toEqual({
      runAsNonRoot: true,
      runAsUser: 70,
      runAsGroup: 71,
      fsGroup: 71,
      fsGroupChangePolicy: "OnRootMismatch",
      seccompProfile: { type: "RuntimeDefault" },
    });
    for (const one of [...(spec["containers"] as object[]), ...(spec["initContainers"] as object[])])
      expect(one).toMatchObject({
        securityContext: {
          allowPrivilegeEscalation: false,
          capabilities: { drop: ["ALL"] },
          readOnlyRootFilesystem: true,
        },
      });
  });

  test("knows nothing of the API server and of services that nobody told it of", () => {
    expect(pod("Deployment", "desk")).toMatchObject({
      automountServiceAccountToken: false,
      enableServiceLinks: false,
      serviceAccountName: "desk",
    });
    expect(only(objects, "ServiceAccount", "desk")).toMatchObject({ automountServiceAccountToken: false });
  });

  test("takes requests until every node knows that it goes, and then has as long as on Docker", () => {
    expect(pod("Deployment", "desk")["terminationGracePeriodSeconds"]).toBe(35);
    expect(containerOf(pod("Deployment", "desk"))).toMatchObject({
      lifecycle: { preStop: { sleep: { seconds: 5 } } },
    });
  });

  test("is asked as on Docker; it starts slowly unpunished, and is started anew only after a minute of silence", () => {
    const exec = { command: ["true"] };
    expect(containerOf(pod("Deployment", "desk"))).toMatchObject({
      startupProbe: { exec, periodSeconds: 5, timeoutSeconds: 4, failureThreshold: 123 },
      readinessProbe: { exec, periodSeconds: 5, timeoutSeconds: 4, failureThreshold: 3 },
      livenessProbe: { exec, periodSeconds: 20, timeoutSeconds: 4, failureThreshold: 3 },
    });
  });

  test("has its limits, and its memory to itself", () => {
    expect(containerOf(pod("Deployment", "desk"))).toMatchObject({
      resources: { limits: { cpu: "500m", memory: "256Mi" }, requests: { cpu: "125m", memory: "256Mi" } },
    });
  });

  test("mounts each thing where it is on Docker", () => {
    expect(containerOf(pod("StatefulSet", "store"))).toMatchObject({
      volumeMounts: [
        { name: "store-data", mountPath: "/var/lib/store", subPath: "data" },
        { name: "configuration", mountPath: "/etc/store", readOnly: true },
        { name: "secrets", mountPath: "/run/secrets", readOnly: true },
        { name: "scratch-0", mountPath: "/tmp" },
        { name: "scratch-1", mountPath: "/run/store" },
      ],
    });
    expect(pod("StatefulSet", "store")["volumes"]).toEqual([
      {
        name: "configuration",
        configMap: {
          name: "store-configuration",
          defaultMode: 0o444,
          items: [{ key: "rules_2f_a.conf", path: "rules/a.conf" }],
        },
      },
      {
        name: "secrets",
        secret: {
          secretName: "store-secrets",
          defaultMode: 0o400,
          items: [{ key: "store-password", path: "store-password" }],
        },
      },
      { name: "scratch-0", emptyDir: { medium: "Memory", sizeLimit: "64Mi" } },
      { name: "scratch-1", emptyDir: { medium: "Memory", sizeLimit: "64Mi" } },
    ]);
  });

  test("is given its variables as they are, although Kubernetes reads `$(NAME)`", () => {
    expect(containerOf(pod("StatefulSet", "store"))).toMatchObject({
      env: [{ name: "STORE_HINT", value: "costs $$(MUCH) and $$$$" }],
    });
  });
});

describe("what keeps data", () => {
  test("is a StatefulSet that claims its volume and leaves it behind", () => {
    expect(only(objects, "StatefulSet", "store")["spec"]).toMatchObject({
      serviceName: "store",
      replicas: 1,
      persistentVolumeClaimRetentionPolicy: { whenDeleted: "Retain", whenScaled: "Retain" },
      volumeClaimTemplates: [
        {
          metadata: { name: "store-data" },
          spec: { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: "10240Mi" } } },
        },
      ],
    });
  });

  test("is mended by the next template though its pod never got ready", () => {
    expect(only(objects, "StatefulSet", "store")["spec"]).toMatchObject({ podManagementPolicy: "Parallel" });
  });

  test("gets a directory of its own in it, which PostgreSQL insists on", () => {
    expect(pod("StatefulSet", "store")["initContainers"]).toEqual([
      expect.objectContaining({
        image: "registry.test/toolbox:1",
        command: ["mkdir", "-p", "-m", "0700", "/volumes/store-data/data"],
        volumeMounts: [{ name: "store-data", mountPath: "/volumes/store-data" }],
      }),
    ]);
  });

  test("asks for the storage class that the environment names", () => {
    const { storage } = given();
    const classed = workloadObjects(given({ storage: { ...storage, class: "fast" } }));
    expect(only(classed, "StatefulSet", "store")["spec"]).toMatchObject({
      volumeClaimTemplates: [{ spec: { storageClassName: "fast" } }],
    });
  });

  test("is found at its pod itself, what does not at any of its pods", () => {
    expect(only(objects, "Service", "store")["spec"]).toEqual({
      clusterIP: "None",
      selector: { "app.kubernetes.io/instance": "quantflow", "app.kubernetes.io/name": "store" },
      ports: [{ name: "sql", port: 5432, targetPort: "sql", protocol: "TCP" }],
    });
    expect(only(objects, "Service", "desk")["spec"]).not.toHaveProperty("clusterIP");
  });
});

describe("a change of files", () => {
  const nameAfter = (text: string, onChange: "reloads" | "replace") => {
    const service = changed(desk, {
      configuration: { mount: "/etc/desk", files: new Map([["desk.yml", text]]), onChange },
    });
    return workloadObjects(given({ services: [store, service] })).find(
      ({ kind, metadata }) => kind === "ConfigMap" && metadata.name.startsWith("desk"),
    );
  };

  test("gives the ConfigMap of what has to be replaced another name, so that its pods roll", () => {
    const [one, other] = [nameAfter("a: 1", "replace"), nameAfter("a: 2", "replace")];
    expect(one?.metadata.name).not.toBe(other?.metadata.name);
    expect(one).toMatchObject({ immutable: true });
  });

  test("leaves the name of what reloads as it is, so that no pod rolls", () => {
    const [one, other] = [nameAfter("a: 1", "reloads"), nameAfter("a: 2", "reloads")];
    expect(one?.metadata.name).toBe("desk-configuration");
    expect(other?.metadata.name).toBe("desk-configuration");
    expect(other).toMatchObject({ data: { "desk.yml": "a: 2" } });
    expect(other).not.toHaveProperty("immutable");
  });
});

describe("a service that runs once", () => {
  test("never runs twice, not even while it is replaced, and has no budget that would forbid every drain", () => {
    expect(only(objects, "Deployment", "desk")["spec"]).toMatchObject({ replicas: 1, strategy: { type: "Recreate" } });
    expect(objects.filter(({ kind }) => kind === "PodDisruptionBudget")).toEqual([]);
  });
});

describe("a service that runs twice", () => {
  const twice = workloadObjects(given({ replicas: { desk: 2 } }));

  test("loses one pod at a time, to a drain as to a new version", () => {
    expect(only(twice, "PodDisruptionBudget", "desk")["spec"]).toMatchObject({
      maxUnavailable: 1,
      unhealthyPodEvictionPolicy: "AlwaysAllow",
    });
    expect(only(twice, "Deployment", "desk")["spec"]).toMatchObject({
      replicas: 2,
      strategy: { rollingUpdate: { maxSurge: 0, maxUnavailable: 1 } },
    });
  });

  test("is spread over nodes", () => {
    expect(pod("Deployment", "desk", twice)["topologySpreadConstraints"]).toMatchObject([
      { topologyKey: "kubernetes.io/hostname", maxSkew: 1 },
    ]);
  });
});

test("A registry's login is named by the ServiceAccount", () => {
  const logged = workloadObjects(given({ pullSecret: "registry-login" }));
  expect(only(logged, "ServiceAccount", "store")).toMatchObject({ imagePullSecrets: [{ name: "registry-login" }] });
});
