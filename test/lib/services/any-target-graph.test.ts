import fc from "fast-check";
import { describe, it } from "vitest";
import { address } from "../../../lib/services/address.ts";
import { type HttpCredentials, secretOf } from "../../../lib/services/credentials.ts";
import { NETWORKS } from "../../../lib/services/network.ts";
import { generated, plain } from "../../../lib/services/secret.ts";
import type { Service } from "../../../lib/services/service.ts";
import type { Target } from "../../../lib/services/target.ts";
import { type TargetGraph, targetFaults } from "../../../lib/services/target-graph.ts";
import { limits, serving } from "./given.ts";

const shapes = fc.array(
  fc.record({
    shared: fc.constantFrom(...NETWORKS),
    more: fc.subarray([...NETWORKS]),
    kind: fc.constantFrom("none", "basic", "bearer"),
  }),
  { minLength: 1, maxLength: 6 },
);
type Shape = typeof shapes extends fc.Arbitrary<readonly (infer S)[]> ? S : never;

function scraped({ shared, more, kind }: Shape, index: number): { readonly service: Service; readonly target: Target } {
  const name = `service-${index}`;
  const secret = generated(`secret-${index}`);
  const credentials: HttpCredentials =
    kind === "basic" ? { kind, user: "scrape", password: secret } : { kind: "bearer", token: secret };
  const asks = kind !== "none";
  const service = serving(
    name,
    [...new Set([shared, ...more])],
    { metrics: 9000 + index },
    {
      ...(asks && { admits: { metrics: [credentials] }, secrets: { own: plain(secret) } }),
    },
  );
  const at = address(service, "metrics", "/metrics");
  return { service, target: { job: name, at, limits, ...(asks && { credentials }) } };
}

/** A scraper with everything it needs, and services of every kind. */
function graphOf(made: readonly Shape[]): TargetGraph {
  const all = made.map(scraped);
  const networks = [...new Set(made.map(({ shared }) => shared))];
  const secrets = Object.fromEntries(
    all.flatMap(({ target: { credentials } }) =>
      credentials ? [[secretOf(credentials).name, plain(secretOf(credentials))]] : [],
    ),
  );
  const scraper = serving("scraper", networks, { web: 9090 }, { secrets });
  const own: Target = { job: "scraper", at: address(scraper, "web", "/metrics"), limits };
  return {
    services: [scraper, ...all.map(({ service }) => service)],
    scrapers: ["scraper"],
    targets: [own, ...all.map(({ target }) => target)],
    links: [],
    waivers: [],
  };
}

/** What is taken away from the target at this place, its service or the scraper; undefined where there is no such thing. */
const REMOVALS = {
  network: ({ services: [scraper] }, _, service) => ({
    service: { ...service, networks: NETWORKS.filter((network) => !scraper?.networks.includes(network)) },
  }),
  port: (_graph, _, service) => ({ service: { ...service, ports: {} } }),
  "the target's credentials": (_graph, { credentials, ...bare }) => (credentials ? { target: bare } : undefined),
  "what the port asks for": (_graph, _, { admits, ...open }) => (admits ? { service: open } : undefined),
  "the service's own secret": (_graph, _, { secrets, ...bare }) => (secrets ? { service: bare } : undefined),
  "the scraper's secret": ({ services: [scraper] }, { credentials }) =>
    scraper && credentials ? { service: { ...scraper, secrets: without(scraper.secrets, credentials) } } : undefined,
  target: () => ({ target: undefined }),
} satisfies Record<string, Removal>;

interface Removed {
  readonly service?: Service;
  readonly target?: Target | undefined;
}
type Removal = (graph: TargetGraph, target: Target, service: Service) => Removed | undefined;

const without = (secrets: Service["secrets"], credentials: HttpCredentials) =>
  Object.fromEntries(Object.entries(secrets ?? {}).filter(([name]) => name !== secretOf(credentials).name));

function applied(graph: TargetGraph, target: Target, removed: Removed): TargetGraph {
  const { service } = removed;
  return {
    ...graph,
    services: graph.services.map((one) => (one.name === service?.name ? service : one)),
    targets: graph.targets.flatMap((one) => (one === target && "target" in removed ? (removed.target ?? []) : one)),
  };
}

describe("any graph that fits", () => {
  it("has no fault", () => {
    fc.assert(fc.property(shapes, (made) => targetFaults(graphOf(made)).length === 0));
  });

  it.each(Object.entries<Removal>(REMOVALS))("has one once this is removed somewhere: %s", (_, remove) => {
    fc.assert(
      fc.property(shapes, fc.nat(), (made, place) => {
        const graph = graphOf(made);
        const target = graph.targets[1 + (place % made.length)] as Target;
        const removed = remove(graph, target, target.at.service);
        fc.pre(removed !== undefined);
        return targetFaults(applied(graph, target, removed)).length > 0;
      }),
    );
  });
});
