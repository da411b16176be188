import { describe, expect, test } from "vitest";
import { parse, parseAllDocuments } from "yaml";
import { type KubernetesObject, workloadObjects } from "../../lib/renderings/kubernetes/index.ts";
import { assemble } from "../../stacks/assemble.ts";
import type { Environment } from "../../stacks/environment.ts";
import { environments } from "../../stacks/environments/index.ts";
import { prometheusFiles } from "../../stacks/files.ts";
import { kubernetesFiles, kubernetesGiven } from "../../stacks/kubernetes.ts";
import { secretsNeeded } from "../../stacks/kubernetes-secrets.ts";
import { type Resolution, UNRESOLVED } from "../../stacks/resolution.ts";
import { synthesize } from "../../stacks/synthesize.ts";
import { allowed } from "./kubernetes-network.ts";

const instance = { prefix: "quantflow", portOffset: 0, directory: "." };
const LOCAL: Resolution = { imageSource: { kind: "local" }, available: [] };
const { kubernetes } = environments;
const modelIn = (environment: Environment) => assemble({ environment, instance, resolution: UNRESOLVED });
const model = modelIn(kubernetes);
const { ground } = kubernetes;
const given = kubernetesGiven(model, ground);
const objectsIn = (...on: Parameters<typeof kubernetesGiven>) => workloadObjects(kubernetesGiven(...on));
const objects = objectsIn(model, ground);
const files = kubernetesFiles(model, ground);

const ofKind = (...kinds: readonly string[]) => objects.filter(({ kind }) => kinds.includes(kind));
const namesOf = (some: readonly KubernetesObject[]) => some.map(({ metadata }) => metadata.name).sort();

describe("a cluster", () => {
  test("runs every service of the model but those that the chart brings", () => {
    expect(namesOf(ofKind("StatefulSet"))).toEqual(["node-red", "quantflow-app", "redis", "timescaledb", "watchman"]);
    expect(namesOf(ofKind("Deployment"))).toEqual([
      "blackbox-exporter",
      "exchange",
      "mail",
      "postgres-exporter",
      "redis-exporter",
    ]);
    const carried = ["alertmanager", "cadvisor", "grafana", "node-exporter", "prometheus"];
    expect(namesOf(ofKind("StatefulSet", "Deployment"))).toEqual(
      model.services
        .map(({ name }) => name)
        .filter((name) => !carried.includes(name))
        .sort(),
    );
  });

  test("lets exactly those connections through that the model declares", () => {
    const declared = given.links
      .filter(({ to }) => to.service.name !== "cadvisor")
      .map(({ from, to }) => `${from} -> ${to.service.name}:${to.service.ports[to.port]}`);
    expect([...new Set(allowed(objects, given))].sort()).toEqual([...new Set(declared)].sort());
  });

  test("lets nobody out into the world while prices are simulated, and the application alone while they are real", () => {
    const world = (some: readonly KubernetesObject[]) =>
      namesOf(some.filter((object) => JSON.stringify(object).includes("0.0.0.0/0")));
    const real = { stream: "wss://stream.example:9443/stream", rest: "https://api.example" };
    const leavesOut = { ...kubernetes.leavesOut, exchange: "prices are real" };
    const trading = modelIn({ ...kubernetes, market: real, leavesOut });
    const policies = objectsIn(trading, ground);
    expect(world(objects)).toEqual([]);
    expect(world(policies)).toEqual(["quantflow-app"]);
    expect(policies).toContainEqual(
      expect.objectContaining({
        kind: "NetworkPolicy",
        metadata: expect.objectContaining({ name: "quantflow-app" }),
        spec: expect.objectContaining({
          egress: expect.arrayContaining([
            expect.objectContaining({
              ports: [
                { protocol: "TCP", port: 9443 },
                { protocol: "TCP", port: 443 },
              ],
            }),
          ]),
        }),
      }),
    );
  });

  test("pulls every image from a registry, ours from our own by the name of its content", () => {
    const images = [...JSON.stringify(objects).matchAll(/"image":"([^"]+)"/g)].map(([, image = ""]) => image);
    expect(images.filter((image) => image.includes("quantflow-local"))).toEqual([]);
    expect(new Set(images.filter((image) => image.startsWith(`${ground.registry}/`)))).toEqual(
      new Set([expect.stringMatching(/^registry\.quantflow\.test\/quantflow\/quantflow-app:0\.1\.0-[0-9a-f]{12}$/)]),
    );
  });

  test("is refused without a registry of ours, by an error that names each service", () => {
    const { registry: _, ...without } = ground;
    expect(() => objectsIn(model, without)).toThrow(
      expect.objectContaining({
        code: "kubernetes/several",
        message: expect.stringMatching(/quantflow-app runs the image quantflow-app[\s\S]*exchange runs the image/),
      }),
    );
  });

  test("is refused a named instance, whose objects would replace those of the plain one", () => {
    const named = assemble({
      environment: kubernetes,
      instance: { ...instance, prefix: "quantflow-mine" },
      resolution: UNRESOLVED,
    });
    expect(() => kubernetesFiles(named, ground)).toThrow(
      expect.objectContaining({
        code: "stacks/one-copy-a-cluster",
        message: expect.stringContaining("quantflow-mine"),
        remedy: expect.stringContaining("unset QUANTFLOW_INSTANCE"),
      }),
    );
  });

  test("tells its copies apart by their namespaces, in labels and selectors", () => {
    const other = objectsIn(model, { ...ground, namespace: "second" });
    const labels = other.flatMap(({ metadata }) => metadata.labels?.["app.kubernetes.io/instance"] ?? []);
    expect(new Set(labels)).toEqual(new Set(["second"]));
  });

  test("gives links the scheme by which the chart's Prometheus serves", () => {
    expect([...files.values()].join("\n")).toContain("runbook_url: https://localhost:9090/");
    expect([...prometheusFiles(modelIn(environments.local)).values()].join("\n")).toContain(
      "runbook_url: http://localhost:9090/",
    );
  });
});

test("Terraform applies nothing of a cluster, least of all to the engine of this machine", () => {
  expect(() => synthesize({ QUANTFLOW_ENVIRONMENT: "kubernetes" }, "/nowhere")).toThrow(
    expect.objectContaining({
      code: "stacks/not-applied",
      remedy: expect.stringContaining("npx quantflow render --environment kubernetes --out DIR"),
    }),
  );
});

describe("what is rendered for a cluster", () => {
  const page = files.get("kubernetes/README.md") ?? "";

  test("is one file a kind, the page and the chart's values", () => {
    expect([...files.keys()]).toEqual(
      expect.arrayContaining(["kubernetes/00-namespace.yaml", "kubernetes/README.md", "helm/values.yaml"]),
    );
    for (const path of files.keys())
      expect(path).toMatch(/^(kubernetes\/(\d\d-[a-z-]+\.yaml|README\.md)|helm\/values\.yaml)$/);
  });

  test("is the same bytes each time", () => {
    expect(kubernetesFiles(modelIn(kubernetes), ground)).toEqual(files);
  });

  test("is read back as the objects that it was", () => {
    const read = [...files]
      .filter(([path]) => path.endsWith("40-service.yaml"))
      .flatMap(([, text]) => parseAllDocuments(text).map((document) => document.toJS() as KubernetesObject));
    expect(namesOf(read)).toEqual(namesOf(ofKind("Service")));
  });

  test("says of every Secret that a pod mounts, and of each of its keys, how to make it", () => {
    const mounted = ofKind("StatefulSet", "Deployment").flatMap(({ metadata: { name } }) => {
      const keys = Object.keys(model.services.find((service) => service.name === name)?.secrets ?? {});
      return keys.map((key) => ({ name, key }));
    });
    expect(mounted.length).toBeGreaterThan(15);
    for (const { name, key } of mounted) {
      expect(page).toContain(`--from-file="$DIR/${name}/${key}"`);
      expect(page).toContain(`| quantflow | ${name}-secrets | ${key} |`);
    }
  });

  test("makes no Secret twice in vain: the same line changes one that is there", () => {
    const lines = page.split("\n").filter((line) => line.includes(" create secret "));
    expect(lines).toHaveLength(secretsNeeded(given, ground).length);
    for (const line of lines)
      expect(line).toMatch(/ --dry-run=client --output=yaml \| kubectl apply --server-side \S.* -f -$/);
  });

  test("asks for no value that the chart's Grafana does not read", () => {
    const values = files.get("helm/values.yaml") ?? "";
    const keys = secretsNeeded(given, ground).flatMap(({ usedBy, keys }) =>
      usedBy === "grafana" ? Object.keys(keys) : [],
    );
    expect(keys).toEqual(["admin-password", "database-reader-password", "grafana-secret-key", "scrape-password"]);
    for (const key of keys) expect(values).toContain(`secrets/${key}`);
  });

  test("forwards every port that a person opens to where the links lead", () => {
    for (const service of model.services)
      for (const port of service.opens ?? []) expect(page).toContain(`# ${model.publicUrl(service, port)}`);
  });

  test("asks for a certificate that bears every name it is held against, and a person's", () => {
    const [, asked = ""] = /```yaml\n(apiVersion: cert-manager[\s\S]*?)```/.exec(page) ?? [];
    const { metadata, spec } = parse(asked);
    const { namespace, certificate } = ground.stack;
    expect({ ...metadata, secretName: spec.secretName }).toEqual({
      ...{ namespace, name: certificate, secretName: certificate },
    });
    const texts = [...files].filter(([path]) => path !== "kubernetes/README.md").map(([, text]) => text);
    const verified = texts.flatMap((text) =>
      [...text.matchAll(/(?:serverName: |https:\/\/)([\w-]+\.monitoring\.svc)/g)].map(([, name]) => name),
    );
    expect([...new Set(verified), "localhost"].sort()).toEqual([...spec.dnsNames].sort());
  });

  test.each([
    ["registries", ["quantflow-app"]],
    // What makes directories in volumes is in no service.
    ["this machine", ["quantflow-app", "timescaledb", "redis", "toolbox"]],
  ])("pushes every image of ours that a pod runs, images from %s", (source, some) => {
    const resolution = source === "registries" ? UNRESOLVED : LOCAL;
    const sourced = kubernetesFiles(assemble({ environment: kubernetes, instance, resolution }), ground);
    const text = sourced.get("kubernetes/README.md") ?? "";
    const run = [...sourced.values()].flatMap((one) => [...one.matchAll(/image: (registry\.quantflow\S+)/g)]);
    const pushed = [...text.matchAll(/docker push (\S+)/g)].map(([, image]) => image);
    expect(pushed.sort()).toEqual([...new Set(run.map(([, image]) => image))].sort());
    for (const image of some) expect(pushed).toContainEqual(expect.stringContaining(`/${image}:`));
    expect(text.includes("npx quantflow images --environment kubernetes --image-source local")).toBe(
      resolution === LOCAL,
    );
  });
});
