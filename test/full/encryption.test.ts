import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeAuthority, makeCertificate } from "../../cli/certificates/make.ts";
import { run } from "../../cli/run.ts";
import { askTrusting } from "../../cli/stack/ask.ts";
import { basic } from "../../cli/stack/prometheus.ts";
import { namesUnder } from "../../lib/renderings/docker/names.ts";
import { referenceOf } from "../../stacks/images.ts";
import { nodeExporter } from "../../stacks/services/node-exporter.ts";
import { type Clone, cloneTree } from "../e2e/clone.ts";
import { docker, inspect, runningNames } from "../e2e/engine.ts";
import { eventually } from "../e2e/eventually.ts";
import { type Platform, platformOf, requireAllTargetsUp } from "../e2e/platform.ts";

const DAY = 86_400_000;
const NAMES = ["node-exporter", "localhost"];

let clone: Clone;
let platform: Platform;
beforeAll(async () => {
  clone = await cloneTree({ instance: "full-encryption", environment: "encrypted" });
  const { code, stderr } = await clone.quantflow(["up"]);
  expect(code, stderr).toBe(0);
  platform = platformOf(clone);
  await requireAllTargetsUp(platform);
});
afterAll(() => clone?.destroy());

const ask = (authority: string, path: string) =>
  askTrusting(authority)(`${platform.urls.prometheus}${path}`, { headers: { authorization: basic(platform.login) } });

interface Scraped {
  readonly labels: { readonly job: string; readonly instance: string };
  readonly scrapeUrl: string;
  readonly health: string;
  readonly lastError: string;
}
async function scraped(): Promise<readonly Scraped[]> {
  const answer = await ask(platform.secret("certificate-authority"), "/api/v1/targets?state=active");
  return ((await answer.json()) as { data: { activeTargets: readonly Scraped[] } }).data.activeTargets;
}

describe("connections of an environment that encrypts", () => {
  it("are scraped by https, each certificate by its name and authority", async () => {
    const targets = await scraped();
    expect(targets.filter(({ health }) => health !== "up")).toEqual([]);
    expect(targets.filter(({ scrapeUrl }) => !scrapeUrl.startsWith("https://"))).toEqual([]);
    const seen = await platform.query('probe_success{job="certificates"}');
    expect(seen.length).toBe(platform.model.targets.filter(({ job }) => job === "certificates").length);
    expect(seen.filter(({ value }) => value !== 1)).toEqual([]);
  });

  it("are the only ones that the database takes, and its clients use them", async () => {
    const container = `${clone.prefix}-timescaledb`;
    const psql = ["psql", "-At", "-U", "postgres", "-d", "quantflow"];
    const query =
      "SELECT DISTINCT usename, ssl FROM pg_stat_ssl JOIN pg_stat_activity USING (pid) WHERE client_addr IS NOT NULL ORDER BY 1";
    const rows = await docker(["exec", container, ...psql, "-c", query]);
    expect(rows.trim().split("\n")).toEqual(["quantflow_app|t", "quantflow_exporter|t"]);
    const inClear = await run("docker", ["exec", container, "psql", "host=127.0.0.1 user=postgres sslmode=disable"]);
    expect(inClear.stderr).toContain("no encryption");
  });

  it("leave the other stores and pages closed to who speaks in clear", async () => {
    const redis = await run("docker", ["exec", `${clone.prefix}-redis`, "redis-cli", "-h", "localhost", "ping"]);
    expect(redis.stdout + redis.stderr).toMatch(/reset|closed/);
    const { urls } = platform;
    const answer = await fetch(urls.prometheus.replace("https:", "http:"));
    expect([answer.status, await answer.text()]).toEqual([400, "Client sent an HTTP request to an HTTPS server.\n"]);
    await expect(fetch(urls.application.replace("https:", "http:"))).rejects.toThrow("fetch failed");
  });

  it("are refused by who trusts another authority", async () => {
    const another = await makeAuthority(Date.now());
    await expect(ask(another, "/-/ready")).rejects.toThrow(/certificate|signature/);
  });

  it("carry alerts to every receiver", async () => {
    const { code, stdout, stderr } = await clone.quantflow(["alerts", "test"]);
    expect(code, stderr).toBe(0);
    expect(stdout).toMatch(/application\s+arrived/);
  });
});

/**
 * Has node-exporter show another certificate, past the store; a connection that is open stays. Without its marker the next
 * push sees the difference.
 */
async function shows(pem: string): Promise<void> {
  const image = referenceOf("toolbox", platform.model.resolution.imageSource);
  const volume = namesUnder(clone.prefix).secrets(nodeExporter);
  const write =
    "cat > /s/.new && chown 65534:65534 /s/.new && chmod 0400 /s/.new && mv -f /s/.new /s/certificate.pem && rm -f /s/.digest";
  const mount = `--mount=type=volume,source=${volume},target=/s`;
  await docker(["run", "--rm", "-i", "--user=0:0", mount, "--entrypoint=sh", image, "-c", write], pem);
}

const connectsAnew = () => docker(["restart", `${clone.prefix}-node-exporter`]);

/** Of node-exporter's target. */
async function lastScrape(): Promise<Pick<Scraped, "health" | "lastError">> {
  const target = (await scraped()).find(({ labels }) => labels.job === "node");
  if (target === undefined) throw new Error("Prometheus has no target of the job node");
  return { health: target.health, lastError: target.lastError };
}
const alertOf = async (name: string) =>
  (await platform.alerts()).find(
    ({ labels }) => labels["alertname"] === name && labels["instance"] === "node-exporter:9100",
  );
const soon = { within: 90 };

describe("a certificate that will not do", () => {
  it("of another authority is refused, and told of", async () => {
    await shows(await makeCertificate(NAMES, await makeAuthority(Date.now()), Date.now()));
    await connectsAnew();
    await eventually(
      "the scrape fails",
      async () => expect((await lastScrape()).lastError).toContain("unknown authority"),
      soon,
    );
    await eventually(
      "people will be told",
      async () => expect(await alertOf("ServiceUnreachable")).toBeDefined(),
      soon,
    );
  });

  it("that has ended is refused, and told of", async () => {
    await shows(await makeCertificate(NAMES, platform.secret("certificate-authority"), Date.now() - 366 * DAY));
    await connectsAnew();
    await eventually("the scrape fails", async () => expect((await lastScrape()).lastError).toContain("expired"), soon);
    await eventually(
      "people will be told",
      async () => expect(await alertOf("ServiceUnreachable")).toBeDefined(),
      soon,
    );
  });

  it("that ends within two days is shown, and told of", async () => {
    await shows(await makeCertificate(NAMES, platform.secret("certificate-authority"), Date.now() - 364 * DAY));
    await eventually(
      "it is scraped again",
      async () => expect(await lastScrape()).toEqual({ health: "up", lastError: "" }),
      soon,
    );
    for (const name of ["CertificateExpiresSoon", "CertificateNearlyExpired"])
      await eventually(`${name} waits to fire`, async () => expect(await alertOf(name)).toBeDefined(), soon);
  });

  it("is replaced by the next push", async () => {
    const { code, stdout, stderr } = await clone.quantflow(["secrets", "push"]);
    expect(code, stderr).toBe(0);
    expect(stdout).toBe("Updated: node-exporter\n");
    await eventually(
      "its alert ends",
      async () => expect(await alertOf("CertificateNearlyExpired")).toBeUndefined(),
      soon,
    );
  });
});

/** When each service was started, by the name of its container. */
const starts = async () =>
  Object.fromEntries(
    (await inspect(await runningNames(clone.prefix))).map(({ Name, State }) => [Name, State.StartedAt]),
  );
const ends = async () => {
  const seen = await platform.query('probe_ssl_earliest_cert_expiry{job="certificates"}');
  return new Map(seen.map(({ labels, value }) => [labels["instance"], value]));
};

describe("a rotation", () => {
  it("of a certificate that is read at each handshake restarts nothing", async () => {
    const [before, shown] = [await starts(), await ends()];
    const { code, stderr } = await clone.quantflow(["secrets", "rotate", "prometheus-certificate"]);
    expect(code, stderr).toBe(0);
    await eventually(
      "the new one is shown",
      async () => expect((await ends()).get("prometheus:9090")).toBeGreaterThan(shown.get("prometheus:9090") ?? 0),
      soon,
    );
    expect(await starts()).toEqual(before);
  });

  it("of the authority takes every certificate along, and all are scraped again", async () => {
    const previous = platform.secret("certificate-authority");
    const { code, stderr } = await clone.quantflow(["secrets", "rotate", "certificate-authority"]);
    expect(code, stderr).toBe(0);
    await expect(ask(previous, "/-/ready")).rejects.toThrow(/certificate|signature/);
    const again = platformOf(clone);
    await eventually("every target is up", () => requireAllTargetsUp(again), { within: 120 });
    await eventually(
      "the application has its stores",
      async () => {
        const up = await again.query("quantflow_dependency_up");
        expect(up.map(({ value }) => value)).toEqual([1, 1]);
      },
      { within: 120 },
    );
  });
});
