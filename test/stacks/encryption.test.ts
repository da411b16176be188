import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { encryptedBy, encryptedPorts } from "../../lib/services/encryption.ts";
import { assemble, unproven } from "../../stacks/assemble.ts";
import { encryptionPage } from "../../stacks/encryption-page.ts";
import { environments } from "../../stacks/environments/index.ts";
import { alertmanagerFiles, grafanaFiles, prometheusFiles } from "../../stacks/files.ts";
import { kubernetesFiles } from "../../stacks/kubernetes.ts";
import type { Model } from "../../stacks/model.ts";
import { PORTS_IN_CLEAR } from "../../stacks/ports-in-clear.ts";
import { UNRESOLVED } from "../../stacks/resolution.ts";

const instance = { prefix: "quantflow", portOffset: 0, directory: "/nowhere" };
const model = assemble({ environment: environments.encrypted, instance, resolution: UNRESOLVED });
const named = ({ services }: Model, name: string) => {
  const found = services.find((one) => one.name === name);
  if (!found) throw new Error(`no ${name}`);
  return found;
};
const secretsIn = (of: Model, name: string) => Object.keys(named(of, name).secrets ?? {});

interface Written {
  readonly alerting: { readonly alertmanagers: readonly Scheme[] };
  readonly scrape_configs: readonly (Scheme & { readonly job_name: string })[];
}
interface Scheme {
  readonly scheme?: string;
  readonly tls_config?: Readonly<Record<string, unknown>>;
}
const prometheus: Written = parse(prometheusFiles(model).get("prometheus.yml") ?? "");

describe("an environment that encrypts", () => {
  it("scrapes whatever can by TLS, and holds each against the authority", () => {
    const clear = prometheus.scrape_configs.filter(({ scheme }) => scheme !== "https").map(({ job_name }) => job_name);
    expect(clear).toEqual(["grafana", "cadvisor"]);
    for (const { scheme, tls_config } of [...prometheus.scrape_configs, ...prometheus.alerting.alertmanagers])
      if (scheme === "https") expect(tls_config).toEqual({ ca_file: "/run/secrets/certificate-authority" });
  });

  it("hands alerts over to our webhooks by TLS, and to the world's as before", () => {
    const text = alertmanagerFiles(model).get("alertmanager.yml") ?? "";
    const receivers: readonly Webhooks[] = parse(text).receivers;
    expect(receivers.flatMap(({ webhook_configs = [] }) => webhook_configs.map(({ url }) => url))).toEqual([
      "https://quantflow-app:3000/alerts/webhook",
      "https://watchman:9465/heartbeat",
    ]);
    expect(text.match(/ca_file: \/run\/secrets\/certificate-authority/g)).toHaveLength(2);
  });

  it("gives every service that answers its certificate, and every one that asks the authority's", () => {
    expect(secretsIn(model, "node-exporter")).toEqual(["web.yml", "certificate.pem", "certificate-authority"]);
    expect(secretsIn(model, "grafana")).toContain("certificate-authority");
    expect(secretsIn(model, "grafana")).not.toContain("certificate.pem");
    expect(secretsIn(model, "mail")).toEqual(["admin-password"]);
  });

  it("asks the stores by TLS", () => {
    const { environment } = named(model, "quantflow-app");
    expect(environment).toMatchObject({
      QUANTFLOW_FEED_URL: "wss://exchange:9443/stream",
      QUANTFLOW_FEED_REST_URL: "https://exchange:9443",
      QUANTFLOW_DATABASE_TLS: "required",
      QUANTFLOW_REDIS_TLS: "required",
      NODE_EXTRA_CA_CERTS: "/run/secrets/certificate-authority",
    });
    expect(named(model, "postgres-exporter").environment?.["DATA_SOURCE_URI"]).toBe(
      "timescaledb:5432/quantflow?sslmode=verify-full&sslrootcert=/run/secrets/certificate-authority",
    );
    expect(named(model, "redis").command).toEqual(expect.arrayContaining(["--port", "0", "--tls-port", "6379"]));
    expect(named(model, "redis-exporter").environment?.["REDIS_ADDR"]).toBe("rediss://redis:6379");
  });

  it("has Grafana verify what its data sources ask", () => {
    const { datasources } = parse(grafanaFiles(model).get("datasources/data-sources.yaml") ?? "");
    expect(datasources[0]).toMatchObject({
      url: "https://prometheus:9090",
      jsonData: { tlsAuthWithCACert: true },
      secureJsonData: { tlsCACert: "$__file{/run/secrets/certificate-authority}" },
    });
    expect(datasources[2].jsonData).toMatchObject({
      sslmode: "verify-full",
      sslRootCertFile: "/run/secrets/certificate-authority",
    });
  });

  it("leaves prices of the world where they are", () => {
    const docker = unproven({ environment: environments.docker, instance, resolution: UNRESOLVED });
    const { environment } = named(docker, "quantflow-app");
    expect(environment?.["QUANTFLOW_FEED_URL"]).toBe("wss://data-stream.binance.vision/stream");
    expect(environment?.["QUANTFLOW_REDIS_TLS"]).toBe("required");
  });

  it("verifies, always", () => {
    const texts = [prometheusFiles(model), alertmanagerFiles(model), grafanaFiles(model)].flatMap((files) => [
      ...files.values(),
    ]);
    for (const text of [
      ...texts,
      JSON.stringify(model.services.map(({ command, environment }) => [command, environment])),
    ])
      expect(text).not.toMatch(/insecure|skip_?verify|REJECT_UNAUTHORIZED/i);
  });

  it("asks every port for its certificate but PostgreSQL's", () => {
    const asked = model.targets.filter(({ job }) => job === "certificates").map(({ probe }) => probe?.of.service.name);
    const ports = encryptedPorts(model.services, encryptedBy("local-authority")).map(({ service }) => service.name);
    expect(asked).toEqual(ports.filter((name) => name !== "timescaledb"));
  });
});

interface Webhooks {
  readonly webhook_configs?: readonly { readonly url: string }[];
}

describe("what stays in clear", () => {
  const scaled = { ...environments.scale, encryption: "local-authority" as const };
  const everywhere = [model, unproven({ environment: scaled, instance, resolution: UNRESOLVED })];

  it("has a reason, port by port", () => {
    const ports = everywhere.flatMap(({ services }) =>
      services.flatMap((service) => Object.keys(service.ports).map((port) => ({ service, port, path: "" }))),
    );
    const clear = ports
      .filter((at) => !encryptedBy("local-authority")(at))
      .map(({ service, port }) => `${service.name} ${port}`);
    expect([...new Set([...clear, "preview web"])].sort()).toEqual(Object.keys(PORTS_IN_CLEAR).sort());
  });

  it("stands on the page of connections; write it again with vitest -u", async () => {
    await expect(encryptionPage(model)).toMatchFileSnapshot("../../docs/encryption/connections.md");
  });
});

describe("an environment that does not encrypt", () => {
  const plain = assemble({ environment: environments.local, instance, resolution: UNRESOLVED });

  it("has neither certificates nor alerts about them", () => {
    expect(plain.targets.map(({ job }) => job)).not.toContain("certificates");
    expect(plain.groups.map(({ name }) => name)).not.toContain("certificates");
    expect(plain.services.flatMap(({ secrets = {} }) => Object.keys(secrets))).not.toContain("certificate.pem");
  });
});

it("is refused for a cluster, which issues its own certificates", () => {
  const { kubernetes } = environments;
  const asked = unproven({ environment: { ...kubernetes, encryption: "given" }, instance, resolution: UNRESOLVED });
  expect(() => kubernetesFiles(asked, kubernetes.ground)).toThrow(
    expect.objectContaining({ code: "stacks/encrypted-by-cluster" }),
  );
});
