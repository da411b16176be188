import { describe, expect, it } from "vitest";
import { address } from "../../lib/services/address.ts";
import { alertmanager } from "../../stacks/services/alertmanager.ts";
import { configuredGrafana, grafana } from "../../stacks/services/grafana.ts";
import { prometheus } from "../../stacks/services/prometheus.ts";
import { everyCase, synthesized } from "./synthesized.ts";

const reads = [address(prometheus, "web", ""), address(alertmanager, "web", "")];
const environmentAt = (externalUrl: string) =>
  configuredGrafana({ files: new Map(), externalUrl, reads }).environment ?? {};

describe("Grafana is hardened as its own guide says", () => {
  it("whatever carries it", () => {
    expect(grafana.environment).toMatchObject({
      GF_SECURITY_COOKIE_SAMESITE: "strict",
      GF_SECURITY_CONTENT_SECURITY_POLICY: "true",
      GF_SECURITY_ALLOW_EMBEDDING: "false",
      GF_SECURITY_DISABLE_GRAVATAR: "true",
      GF_AUTH_ANONYMOUS_ENABLED: "false",
      GF_AUTH_ANONYMOUS_HIDE_VERSION: "true",
      GF_USERS_ALLOW_SIGN_UP: "false",
      GF_USERS_VIEWERS_CAN_EDIT: "false",
      GF_SNAPSHOTS_EXTERNAL_ENABLED: "false",
      GF_PUBLIC_DASHBOARDS_ENABLED: "false",
      GF_PLUGINS_PLUGIN_ADMIN_ENABLED: "false",
    });
  });

  it("with cookies that never travel in clear text, where people open it by HTTPS", () => {
    const encrypted = { GF_SECURITY_COOKIE_SECURE: "true", GF_SECURITY_STRICT_TRANSPORT_SECURITY: "true" };
    expect(environmentAt("https://grafana.example")).toMatchObject(encrypted);
    // Over HTTP a browser would keep no such cookie, and nobody could log in.
    const clear = { GF_SECURITY_COOKIE_SECURE: "false", GF_SECURITY_STRICT_TRANSPORT_SECURITY: "false" };
    expect(environmentAt("http://localhost:3001")).toMatchObject(clear);
  });

  it("so that a data source made by hand asks nothing but what ours ask", () => {
    expect(environmentAt("http://localhost:3001")["GF_SECURITY_DATA_SOURCE_PROXY_WHITELIST"]).toBe(
      "prometheus:9090 alertmanager:9093",
    );
  });

  it("with every secret in a file that its own volume holds, and a key of its own in place of the published one", () => {
    const files = Object.entries(grafana.environment ?? {}).filter(([name]) => name.endsWith("__FILE"));
    expect(files.map(([name]) => name)).toContain("GF_SECURITY_SECRET_KEY__FILE");
    for (const [, path] of files)
      expect(Object.keys(grafana.secrets ?? {})).toContain(path.replace("/run/secrets/", ""));
    expect(Object.values(grafana.secrets ?? {}).flatMap(({ needs }) => needs)).toContainEqual(
      expect.objectContaining({ name: "grafana-secret-key", permanent: expect.any(String) }),
    );
  });
});

describe.each(everyCase)("in $environment, images from $resolution,", (where) => {
  const { environment } = synthesized(where, ({ model }) => ({
    environment: model.services.find(({ name }) => name === grafana.name)?.environment,
  }));

  it("the Grafana that runs there may ask every store of its dashboards", () => {
    if (environment === undefined)
      return expect(where.resolution === "registry" && where.environment === "local").toBe(false);
    expect(environment["GF_SECURITY_DATA_SOURCE_PROXY_WHITELIST"]?.split(" ")).toEqual(
      expect.arrayContaining(["alertmanager:9093", "timescaledb:5432"]),
    );
  });
});
