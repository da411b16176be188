import { describe, expect, test } from "vitest";
import { workloadObjects } from "../../../../lib/renderings/kubernetes/index.ts";
import { given, only } from "./given.ts";

const of = (name: string, more = {}) => only(workloadObjects(given(more)), "NetworkPolicy", name)["spec"];
const pods = (name: string) => ({
  podSelector: { matchLabels: { "app.kubernetes.io/instance": "quantflow", "app.kubernetes.io/name": name } },
});
const names = {
  to: [
    {
      namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "kube-system" } },
      podSelector: { matchLabels: { "k8s-app": "kube-dns" } },
    },
    { ipBlock: { cidr: "169.254.20.10/32" } },
  ],
  ports: [
    { protocol: "UDP", port: 53 },
    { protocol: "TCP", port: 53 },
  ],
};

describe("network policies", () => {
  test("deny every pod everything that no other allows", () => {
    expect(of("default-deny")).toEqual({ podSelector: {}, policyTypes: ["Ingress", "Egress"] });
  });

  test("let in who is declared to call, on that port alone, and out to nobody where nobody is called", () => {
    expect(of("store")).toEqual({
      ...pods("store"),
      policyTypes: ["Ingress", "Egress"],
      ingress: [{ from: [pods("desk")], ports: [{ protocol: "TCP", port: 5432 }] }],
      egress: [],
    });
  });

  test("let a scrape in from the namespace of who scrapes, and out to what is used and to the cluster's names", () => {
    expect(of("desk")).toEqual({
      ...pods("desk"),
      policyTypes: ["Ingress", "Egress"],
      ingress: [
        {
          from: [
            {
              namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "monitoring" } },
              podSelector: { matchLabels: { app: "watcher" } },
            },
          ],
          ports: [{ protocol: "TCP", port: 9100 }],
        },
      ],
      egress: [{ to: [pods("store")], ports: [{ protocol: "TCP", port: 5432 }] }, names],
    });
  });

  test("lead to the name server that the cluster has", () => {
    const nameServer = { pods: { namespace: "openshift-dns", labels: { dns: "default" } }, port: 5353 };
    expect(of("desk", { nameServer })).toMatchObject({
      egress: [
        expect.anything(),
        {
          to: [
            {
              namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "openshift-dns" } },
              podSelector: { matchLabels: { dns: "default" } },
            },
          ],
          ports: [
            { protocol: "UDP", port: 5353 },
            { protocol: "TCP", port: 5353 },
          ],
        },
      ],
    });
  });

  test("let out into the world, not to neighbours, only what has to get there", () => {
    expect(of("store", { outside: { store: [443] } })).toMatchObject({
      egress: [
        {
          to: [{ ipBlock: { cidr: "0.0.0.0/0", except: expect.arrayContaining(["10.0.0.0/8", "169.254.0.0/16"]) } }],
          ports: [{ protocol: "TCP", port: 443 }],
        },
        names,
      ],
    });
  });
});
