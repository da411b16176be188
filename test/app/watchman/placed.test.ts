import { describe, expect, it } from "vitest";
import { watchmanConfiguration } from "../../../app/watchman/configuration.ts";
import { assemble } from "../../../stacks/assemble.ts";
import type { Environment } from "../../../stacks/environment.ts";
import { docker } from "../../../stacks/environments/docker.ts";
import { environments } from "../../../stacks/environments/index.ts";
import { pulse } from "../../../stacks/routes.ts";
import { secrets } from "../../../stacks/secrets.ts";

const modelOf = (environment: Environment) =>
  assemble({
    environment,
    instance: { prefix: "quantflow", portOffset: 0, directory: "." },
    resolution: { imageSource: { kind: "registry" }, available: [], secrets: [secrets.smtpPassword.name] },
  });
const watchmanIn = (environment: Environment) => modelOf(environment).services.find(({ name }) => name === "watchman");
const told = (environment: Environment) => watchmanConfiguration(watchmanIn(environment)?.environment ?? {});

/** Alertmanager looks every `interval`, and repeats itself at the first look that is more than `repeat` after the last. */
const slowestPulse = pulse.interval.value + pulse.repeat.value;

const having = Object.values(environments).filter(({ leavesOut }) => !("watchman" in leavesOut));

describe("the watchman", () => {
  it("runs wherever no hosted dead man's switch stands in its place", () => {
    expect(having.map(({ name }) => name)).toEqual(["local", "docker", "fault", "encrypted", "scale", "kubernetes"]);
    expect(watchmanIn(environments["grafana-cloud"])).toBeUndefined();
  });

  it.each(having.map((one) => [one.name, one] as const))(
    "misses three heartbeats at least before it mails in %s",
    (_, one) => {
      const { silence } = told(one);
      expect(silence * one.pace).toBeGreaterThanOrEqual(3 * slowestPulse);
      expect(silence * one.pace).toBe(one.watchman.silence.value);
    },
  );

  it("is told where to mail: to the catcher in clear, where mail leaves the machine with TLS and a login", () => {
    const requiring = having.filter((one) => told(one).mail.tls === "required");
    expect(requiring.map(({ name }) => name)).toEqual(["docker"]);
    expect(told(environments.local).mail).toEqual({
      ...{ host: "mail", port: 1025, tls: "none" },
      from: "alertmanager@quantflow.test",
      to: "on-call@quantflow.test",
    });
    expect(told(docker).mail).toMatchObject({
      ...{ host: "smtp.quantflow.example", port: 587, tls: "required" },
      login: { user: "alertmanager@quantflow.example", passwordFile: "/run/secrets/smtp-password" },
    });
    expect(Object.keys(watchmanIn(docker)?.secrets ?? {})).toContain("smtp-password");
  });

  it("listens for the external label of its own environment", () => {
    expect(having.map((one) => told(one).environment)).toEqual(having.map(({ label }) => label));
  });

  it("needs no service to be there before it, and reaches people past the network that it watches over", () => {
    for (const one of having) {
      const service = watchmanIn(one);
      expect(service?.needs).toBeUndefined();
      expect(service?.networks).toEqual(["edge", "monitor"]);
      expect((service?.connects ?? []).map(({ to }) => to.service.name)).toEqual(one === docker ? [] : ["mail"]);
    }
  });
});
