import type { Link } from "../../services/connection.ts";
import type { Service } from "../../services/service.ts";
import { carriedNowhere, unknownPort } from "./errors.ts";
import type { KubernetesGiven, NameServer, Pods } from "./given.ts";
import { NAMESPACE_LABEL } from "./names.ts";
import type { KubernetesObject } from "./object.ts";
import { metadataOf } from "./shared.ts";

/** Whatever no other policy allows is denied, both ways, to every pod of the namespace. */
export const defaultDeny = ({ names }: KubernetesGiven): KubernetesObject => ({
  apiVersion: "networking.k8s.io/v1",
  kind: "NetworkPolicy",
  metadata: { name: "default-deny", namespace: names.namespace, labels: names.common },
  spec: { podSelector: {}, policyTypes: ["Ingress", "Egress"] },
});

/** Exactly the connections of a service that the model declares. */
export function networkPolicy(given: KubernetesGiven, service: Service): KubernetesObject {
  const { names, links, outside } = given;
  const called = links.filter(({ to }) => to.service.name === service.name);
  const calls = links.filter(({ from }) => from === service.name);
  const world = outside[service.name] ?? [];
  return {
    apiVersion: "networking.k8s.io/v1",
    kind: "NetworkPolicy",
    metadata: metadataOf(names, service),
    spec: {
      podSelector: { matchLabels: names.selector(service) },
      policyTypes: ["Ingress", "Egress"],
      ingress: ingress(given, service, called),
      egress: [
        ...egress(given, calls),
        ...(world.length > 0 ? [{ to: WORLD, ports: tcp(world) }] : []),
        ...(calls.length + world.length > 0 ? [lookUps(given.nameServer)] : []),
      ],
    },
  };
}

/** Who may call what is carried elsewhere. Whom that calls is its own affair: it finds what it scrapes by itself. */
export function policyElsewhere(given: KubernetesGiven, service: Service): KubernetesObject {
  const { names, links, elsewhere } = given;
  const pods = elsewhere[service.name];
  if (!pods) throw carriedNowhere(service.name);
  return {
    apiVersion: "networking.k8s.io/v1",
    kind: "NetworkPolicy",
    metadata: { ...metadataOf(names, service), namespace: pods.namespace },
    spec: {
      podSelector: { matchLabels: pods.labels },
      policyTypes: ["Ingress"],
      ingress: ingress(
        given,
        service,
        links.filter(({ to }) => to.service.name === service.name),
      ),
    },
  };
}

const tcp = (ports: readonly number[]) => ports.map((port) => ({ protocol: "TCP", port }));

/** One rule a port, in the order in which the service declares them. */
const ingress = (given: KubernetesGiven, { ports }: Service, called: readonly Link[]) =>
  Object.entries<number>(ports).flatMap(([name, port]) => {
    const from = unique(called.filter(({ to }) => to.port === name).map((link) => link.from));
    return from.length === 0 ? [] : [{ from: from.map((caller) => peer(given, caller)), ports: tcp([port]) }];
  });

/** One rule a service that is called. Ports are numbers: not every network reads the names of another pod's ports. */
const egress = (given: KubernetesGiven, calls: readonly Link[]) =>
  unique(calls.map(({ to }) => to.service.name)).map((callee) => {
    const ports = calls.filter(({ to }) => to.service.name === callee).map((link) => portOf(given, link));
    return { to: [peer(given, callee)], ports: tcp([...new Set(ports)].sort((a, b) => a - b)) };
  });

/** A link may hold a service that is not yet configured, so its own is looked up. */
function portOf({ services }: KubernetesGiven, { to }: Link): number {
  const { ports } = services.find(({ name }) => name === to.service.name) ?? to.service;
  const port = ports[to.port];
  if (port === undefined) throw unknownPort(to.service.name, to.port);
  return port;
}

function peer({ names, elsewhere }: KubernetesGiven, name: string) {
  const pods = elsewhere[name];
  return pods ? podsIn(pods) : { podSelector: { matchLabels: names.selector({ name }) } };
}

const podsIn = ({ namespace, labels }: Pods) => ({
  namespaceSelector: { matchLabels: { [NAMESPACE_LABEL]: namespace } },
  podSelector: { matchLabels: labels },
});

/** Whoever calls another asks for its address first, by UDP, and by TCP where the answer is long. */
const lookUps = ({ pods, nodeCache, port }: NameServer) => ({
  to: [podsIn(pods), ...(nodeCache === undefined ? [] : [{ ipBlock: { cidr: `${nodeCache}/32` } }])],
  ports: ["UDP", "TCP"].map((protocol) => ({ protocol, port })),
});

/** Public addresses only: no neighbour in the cluster, and not the cloud's service that hands out a node's credentials. */
const WORLD = [
  {
    ipBlock: {
      cidr: "0.0.0.0/0",
      except: ["10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.168.0.0/16"],
    },
  },
];

const unique = (names: readonly string[]): readonly string[] => [...new Set(names)].sort();
