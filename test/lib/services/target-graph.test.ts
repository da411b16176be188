import { describe, expect, it } from "vitest";
import { address } from "../../../lib/services/address.ts";
import type { Link } from "../../../lib/services/connection.ts";
import type { Basic, Login } from "../../../lib/services/credentials.ts";
import { generated, plain } from "../../../lib/services/secret.ts";
import type { Service } from "../../../lib/services/service.ts";
import type { Target } from "../../../lib/services/target.ts";
import { assertTargets, type TargetGraph, targetFaults } from "../../../lib/services/target-graph.ts";
import { limits, serving } from "./given.ts";

const password = generated("scrape-password");
const rolePassword = generated("role-password");
const scrape: Basic = { kind: "basic", user: "scrape", password };
const role: Login = { kind: "login", user: "exporter", password: rolePassword };

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
  scrapers: ["prometheus"],
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
