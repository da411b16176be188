import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { address } from "../../../lib/services/address.ts";
import type { Link } from "../../../lib/services/connection.ts";
import { type Basic, type HttpCredentials, type Login, secretOf } from "../../../lib/services/credentials.ts";
import { NETWORKS, type Network } from "../../../lib/services/network.ts";
import { generated, plain } from "../../../lib/services/secret.ts";
import type { Service } from "../../../lib/services/service.ts";
import type { Target } from "../../../lib/services/target.ts";
import { assertTargets, type TargetGraph, targetFaults } from "../../../lib/services/target-graph.ts";

const password = generated("scrape-password");
const rolePassword = generated("role-password");
const scrape: Basic = { kind: "basic", user: "scrape", password };
const role: Login = { kind: "login", user: "exporter", password: rolePassword };

const serving = <const P extends string>(
  name: string,
  networks: readonly Network[],
  ports: Record<P, number>,
  more: Partial<Service<P>> = {},
): Service<P> => ({ name, networks, ports, ...more }) as Service<P>;

const held = { [password.name]: plain(password) };
const store = serving(
  "store",
  ["data"],
  { sql: 5432 },
  {
    admits: { sql: [role] },
    secrets: { roles: plain(rolePassword) },
  },
);
const exporter = serving(
  "exporter",
  ["data", "monitor"],
  { metrics: 9187 },
  {
    admits: { metrics: [scrape] },
    environment: { STORE: "store:5432" },
    secrets: { "web.yml": plain(password), role: plain(rolePassword) },
    connects: [{ to: address(store, "sql"), credentials: role }],
    needs: [store],
  },
);
const prober = serving("prober", ["monitor"], { metrics: 9115 }, { admits: { metrics: [scrape] }, secrets: held });
const mail = serving("mail", ["monitor"], { smtp: 1025 });
const prometheus = serving("prometheus", ["monitor"], { web: 9090 }, { admits: { web: [scrape] }, secrets: held });

const limits = { samples: 1, labels: 1, bodyBytes: 1, targets: 1 };
const targets: readonly Target[] = [
  { job: "store", at: address(exporter, "metrics", "/metrics"), credentials: scrape, limits, about: store },
  { job: "prober", at: address(prober, "metrics", "/metrics"), credentials: scrape, limits },
  { job: "prometheus", at: address(prometheus, "web", "/metrics"), credentials: scrape, limits },
  {
    job: "mail",
    at: address(prober, "metrics", "/probe"),
    credentials: scrape,
    limits,
    probe: { of: address(mail, "smtp", ""), module: "smtp_banner" },
  },
];
const sound: TargetGraph = {
  services: [store, exporter, prober, mail, prometheus],
  scraper: "prometheus",
  targets,
  links: [],
  waivers: [],
};

const changed = (name: string, change: Partial<Service>): TargetGraph => ({
  ...sound,
  services: sound.services.map((one) => (one.name === name ? { ...one, ...change } : one)),
});
const retargeted = (job: string, change: Partial<Target>): TargetGraph => ({
  ...sound,
  targets: targets.map((one) => (one.job === job ? { ...one, ...change } : one)),
});
const linked = (link: Link): TargetGraph => ({ ...sound, links: [link] });
const waiving = (service: string): TargetGraph => ({
  ...sound,
  waivers: [{ service, reason: "a test", owner: "nobody", until: "2026-01-01" }],
});
const codes = (graph: TargetGraph): readonly string[] => targetFaults(graph).map(({ code }) => code);
const only = (graph: TargetGraph): string => {
  const faults = targetFaults(graph);
  expect(faults).toHaveLength(1);
  return `${faults[0]?.code}: ${faults[0]?.message}`;
};

describe("a graph in which everything is watched and fits", () => {
  it("has no fault", () => {
    expect(codes(sound)).toEqual([]);
    expect(() => assertTargets(sound)).not.toThrow();
  });

  it("may have a service that nothing watches, with a waiver", () => {
    const batch = serving("batch", ["data"], {});
    const graph = { ...waiving("batch"), services: [...sound.services, batch] };
    expect(codes(graph)).toEqual([]);
  });
});

describe("a fault between services", () => {
  it("is a service that nothing watches", () => {
    const graph = { ...sound, targets: targets.filter(({ job }) => job !== "mail") };
    expect(only(graph)).toBe(
      "services/unwatched: nothing scrapes or probes mail, and no exporter tells of it: it can be down unseen",
    );
  });

  it("is a waiver of what is watched, or of what is not there", () => {
    expect(only(waiving("mail"))).toBe(
      "services/waiver-unused: a waiver lets mail go unwatched, and a target watches it",
    );
    expect(only(waiving("gone"))).toBe(
      "services/waiver-unused: a waiver lets gone go unwatched, and there is no such service",
    );
  });

  it("is a target whose service is not there", () => {
    const without = { ...sound, services: sound.services.filter(({ name }) => name !== "mail") };
    expect(only(without)).toBe("services/unknown-service: prober probes mail, and mail is none of the services");
  });

  it("is a port that the service does not declare", () => {
    expect(only(changed("mail", { ports: { web: 1080 } }))).toBe(
      'services/unknown-port: prober probes mail on its port "smtp", which it does not have (it has web)',
    );
  });

  it("is a network that the two do not share", () => {
    expect(only(changed("mail", { networks: ["edge"] }))).toBe(
      "services/no-path: prober probes mail, and they share no network (monitor; edge)",
    );
  });

  it("is a scrape as nobody of a port that asks", () => {
    const { credentials: _, ...bare } = targets[1] as Target;
    const graph = { ...sound, targets: targets.map((one) => (one.job === "prober" ? bare : one)) };
    expect(only(graph)).toBe(
      'services/credentials-missing: prometheus scrapes prober on "metrics" as nobody, and that port admits only basic as scrape with scrape-password',
    );
  });

  it("is a scrape with credentials of a port that asks for none", () => {
    expect(codes(changed("prober", { admits: {} }))).toEqual([
      "services/credentials-unasked",
      "services/credentials-unasked",
    ]);
  });

  it("is a scrape as somebody else than the port admits", () => {
    const other: Basic = { kind: "basic", user: "other", password };
    expect(only(retargeted("prober", { credentials: other }))).toBe(
      'services/credentials-refused: prometheus scrapes prober on "metrics" with basic as other with scrape-password, and that port admits only basic as scrape with scrape-password',
    );
  });

  it("is a secret that the scraper has under another name than its configuration reads", () => {
    const faults = targetFaults(changed("prometheus", { secrets: { other: plain(password) } }));
    expect(new Set(faults.map(({ message }) => message))).toContain(
      "prometheus scrapes prober with the secret scrape-password, and no file of prometheus named scrape-password is made of it",
    );
  });

  it("is a secret that the service which asks for it cannot know", () => {
    expect(only(changed("store", { secrets: {} }))).toBe(
      'services/secret-not-held: store admits whoever shows role-password on "sql", and no secret file of its own is made of it: it cannot tell',
    );
  });

  it("is an address in an environment or a command that is no connection", () => {
    const environment = { STORE: "postgres://user@store:5433/x", MAIL: "mail", OTHER: "store-like:1", NOTE: "a store" };
    expect(targetFaults(changed("exporter", { environment })).map(({ message }) => message)).toEqual([
      "exporter is given the address store:5433 (environment STORE), and declares no such connection: nothing checks its network and credentials",
      "exporter is given the address mail (environment MAIL), and declares no such connection: nothing checks its network and credentials",
    ]);
    expect(codes(changed("prober", { command: ["--ask", "http://prometheus:9090"] }))).toEqual([
      "services/undeclared-connection",
    ]);
  });

  it("is a service that is waited for and never used", () => {
    expect(only(changed("mail", { needs: [store] }))).toBe(
      "services/needless-need: mail is started after store, and never connects to it",
    );
  });

  it("is an exporter without a connection to what it tells of", () => {
    expect(codes(changed("exporter", { connects: [], environment: {}, needs: [] }))).toEqual([
      "services/blind-exporter",
    ]);
  });

  it("is a page that two jobs scrape, and an instance that one job has twice", () => {
    const twin: Target = { ...(targets[1] as Target), job: "twin" };
    expect(only({ ...sound, targets: [...targets, twin] })).toBe(
      "services/scraped-twice: jobs prober and twin both bring the page prober:9115/metrics: every sum over them counts it twice",
    );
    const again = targets[3] as Target;
    expect(only({ ...sound, targets: [...targets, again] })).toBe(
      "services/scraped-twice: jobs mail and mail both bring instance mail:1025 of job mail: every sum over them counts it twice",
    );
  });

  it("is one in a connection that follows from the model", () => {
    const link: Link = { from: "prometheus", to: address(store, "sql"), purpose: "use", credentials: role };
    expect(codes(linked(link))).toEqual(["services/no-path", "services/secret-not-mounted"]);
    expect(only(linked({ ...link, from: "nobody" }))).toBe(
      "services/unknown-service: nobody connects to store, and nobody is none of the services",
    );
  });

  it("is thrown alone as it is, and together with others as a list", () => {
    expect(() => assertTargets(changed("mail", { networks: ["edge"] }))).toThrow(
      expect.objectContaining({
        code: "services/no-path",
        remedy: "put one of them on a network of the other",
      }),
    );
    expect(() => assertTargets(changed("mail", { networks: ["edge"], needs: [store] }))).toThrow(
      expect.objectContaining({
        code: "services/several",
        message: [
          "2 faults between services:",
          "  mail is started after store, and never connects to it (services/needless-need): declare the connection, or take store out of its needs",
          "  prober probes mail, and they share no network (monitor; edge) (services/no-path): put one of them on a network of the other",
        ].join("\n"),
      }),
    );
  });
});

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
    scraper: "scraper",
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
