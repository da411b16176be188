import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  assertNone,
  type KubernetesObject,
  objectFaults,
  workloadObjects,
} from "../../../../lib/renderings/kubernetes/index.ts";
import { address } from "../../../../lib/services/address.ts";
import type { Link } from "../../../../lib/services/connection.ts";
import type { Service } from "../../../../lib/services/service.ts";
import { changed, codesOf, desk, given, store, watcher } from "./given.ts";

const faultsOf = (service: Service, more = {}) =>
  codesOf(() => workloadObjects(given({ services: [service], links: [], ...more })));

describe("a port's name", () => {
  test.each([
    ["", "a port has to have a name"],
    ["prometheus-metrics", "that is 18 characters, more than 15"],
    ["Web", "lower-case letters, digits and hyphens only"],
    ["8080", "it has no letter"],
    ["a--b", "a hyphen stands first, last or doubled"],
    ["-a", "a hyphen stands first, last or doubled"],
  ])('"%s" is refused: %s', (port, why) => {
    const run = () => workloadObjects(given({ services: [changed(desk, { ports: { [port]: 8080 } })], links: [] }));
    expect(codesOf(run)).toContain("kubernetes/port-name");
    expect(run).toThrow(why);
  });

  test("is taken exactly where RFC 6335 takes it", () => {
    const any = fc.string({ unit: fc.constantFrom("a", "z", "0", "9", "-", "A", "_"), maxLength: 17 });
    const iana = /^(?=.*[a-z])[a-z0-9]+(-[a-z0-9]+)*$/;
    fc.assert(
      fc.property(any, (port) => {
        const refused = faultsOf(changed(desk, { ports: { [port]: 8080 } })).length > 0;
        expect(refused).toBe(!(port.length <= 15 && iana.test(port)));
      }),
    );
  });
});

describe("a service is refused that", () => {
  test.each<[string, Partial<Service>, readonly string[]]>([
    ["has one number twice", { ports: { web: 8080, admin: 8080 } }, ["kubernetes/port-twice"]],
    ["runs as root", { user: "0:0" }, ["kubernetes/not-restricted"]],
    ["runs as a user by name", { user: "postgres" }, ["kubernetes/not-restricted"]],
    ["reads the machine", { hostPaths: [{ host: "/", mount: "/host" }] }, ["kubernetes/not-restricted"]],
    [
      "has a secret file that is no key",
      { secrets: { "a/b": { needs: [], render: () => "" } } },
      ["kubernetes/secret-key"],
    ],
  ])("%s", (_, more, codes) => {
    expect(faultsOf(changed(desk, more))).toEqual(codes);
  });

  test("runs an image that no node could pull", () => {
    const run = () => workloadObjects(given({ imageReference: () => undefined, services: [desk], links: [] }));
    expect(run).toThrow(
      expect.objectContaining({
        code: "kubernetes/local-image",
        message: expect.stringContaining("desk runs the image desk"),
        remedy: expect.stringContaining("push it to a registry"),
      }),
    );
  });

  test("keeps data, and no node could pull what makes its directory", () => {
    const imageReference = (image: string) => (image === "toolbox" ? undefined : `registry.test/${image}:1`);
    expect(faultsOf(store, { imageReference })).toEqual(["kubernetes/local-image"]);
  });

  test("keeps data and is to run twice, or says nowhere how much", () => {
    expect(faultsOf(store, { replicas: { store: 2 } })).toEqual(["kubernetes/not-replicable"]);
    expect(faultsOf(store, { storage: { sizes: {} } })).toEqual(["kubernetes/volume-without-size"]);
  });

  test("calls by its name what is carried outside the namespace", () => {
    const links = [{ from: "desk", to: address(watcher, "web"), purpose: "use" }];
    expect(faultsOf(desk, { links })).toEqual(["kubernetes/out-of-reach"]);
  });
});

test("A service's name is one label, for its container bears it", () => {
  expect(faultsOf(changed(desk, { name: "desk.one" }))).toEqual(["kubernetes/malformed-name"]);
});

test("A connection to a port that is not there is refused, and who is carried in a place that nobody names", () => {
  const links: readonly Link[] = [{ from: "desk", to: { ...address(store, "sql"), port: "http" }, purpose: "use" }];
  expect(codesOf(() => workloadObjects(given({ links })))).toEqual(["kubernetes/unknown-port"]);
  expect(codesOf(() => workloadObjects(given({ carried: [watcher], elsewhere: {} })))).toEqual([
    "kubernetes/carried-nowhere",
  ]);
});

test("A number of replicas is refused of what is not there", () => {
  expect(faultsOf(desk, { replicas: { disk: 2 } })).toEqual(["kubernetes/unknown-service"]);
});

test("All faults are told at once", () => {
  const broken = changed(store, { user: "0:0", ports: { "": 1 } });
  expect(faultsOf(broken, { replicas: { store: 3 } })).toEqual([
    "kubernetes/port-name",
    "kubernetes/not-restricted",
    "kubernetes/not-replicable",
  ]);
});

const object = (kind: string, name: string, more: Partial<KubernetesObject> = {}): KubernetesObject => ({
  apiVersion: "v1",
  kind,
  metadata: { name, namespace: "trading" },
  ...more,
});
const codes = (...objects: readonly KubernetesObject[]) => codesOf(() => assertNone(objectFaults(objects)));

describe("names of objects", () => {
  const long = (length: number) => "a".repeat(length);

  test.each([
    ["Namespace", 63],
    ["Service", 63],
    ["StatefulSet", 52],
    ["ConfigMap", 253],
  ])("of kind %s have at most %d characters", (kind, most) => {
    expect(codes(object(kind, long(most)))).toEqual([]);
    expect(codes(object(kind, long(most + 1)))).toEqual(["kubernetes/name-too-long"]);
  });

  test.each(["Upper", "under_score", "-first", "last-", ""])("are refused that are malformed: %s", (name) => {
    expect(codes(object("ConfigMap", name))).toEqual(["kubernetes/malformed-name"]);
  });

  test("begin with a letter where they are host names", () => {
    expect(codes(object("Service", "9lives"))).toEqual(["kubernetes/malformed-name"]);
    expect(codes(object("ConfigMap", "9lives"))).toEqual([]);
  });

  test("may stand in labels: values have at most 63 characters", () => {
    const labelled = (value: string) => object("ConfigMap", "a", { metadata: { name: "a", labels: { key: value } } });
    expect(codes(labelled(long(63)))).toEqual([]);
    expect(codes(labelled(long(64)))).toEqual(["kubernetes/name-too-long"]);
    expect(codes(labelled("a b"))).toEqual(["kubernetes/malformed-name"]);
  });

  test("are each used once, in a kind and a namespace", () => {
    expect(codes(object("ConfigMap", "a"), object("ConfigMap", "a"))).toEqual(["kubernetes/duplicate-object"]);
    expect(codes(object("ConfigMap", "a"), object("Secret", "a"))).toEqual([]);
  });
});

describe("a selector", () => {
  const labels = { app: "desk" };
  const pods = object("Deployment", "desk", {
    spec: { selector: { matchLabels: labels }, template: { metadata: { labels } } },
  });
  const other = { app: "dask" };

  test.each<[string, KubernetesObject]>([
    ["a Service", object("Service", "desk", { spec: { selector: other } })],
    ["a budget", object("PodDisruptionBudget", "desk", { spec: { selector: { matchLabels: other } } })],
    ["a policy", object("NetworkPolicy", "desk", { spec: { podSelector: { matchLabels: other } } })],
    [
      "a policy's peer",
      object("NetworkPolicy", "desk", {
        spec: { podSelector: {}, ingress: [{ from: [{ podSelector: { matchLabels: other } }] }] },
      }),
    ],
  ])("of %s that matches nothing is refused, and what it selects is said", (_, selecting) => {
    expect(codes(pods, selecting)).toEqual(["kubernetes/selects-nothing"]);
    expect(() => assertNone(objectFaults([pods, selecting]))).toThrow("selects app=dask");
  });

  test("of a workload that does not match its own pods is refused", () => {
    expect(codes({ ...pods, spec: { selector: { matchLabels: other }, template: { metadata: { labels } } } })).toEqual([
      "kubernetes/selects-nothing",
    ]);
  });

  test("that matches is taken, and so is one of another namespace, which is not here to be asked", () => {
    const peer = {
      namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "monitoring" } },
      podSelector: { matchLabels: other },
    };
    expect(
      codes(
        pods,
        object("Service", "desk", { spec: { selector: labels } }),
        object("NetworkPolicy", "desk", { spec: { podSelector: { matchLabels: labels }, egress: [{ to: [peer] }] } }),
      ),
    ).toEqual([]);
  });
});

test("A ConfigMap holds at most a mebibyte", () => {
  const holding = (bytes: number) => object("ConfigMap", "a", { data: { k: "x".repeat(bytes - 1) } });
  expect(codes(holding(2 ** 20))).toEqual([]);
  expect(codes(holding(2 ** 20 + 1))).toEqual(["kubernetes/too-large"]);
});

test("What is rendered of services has none of these faults", () => {
  expect(objectFaults(workloadObjects(given()))).toEqual([]);
});
