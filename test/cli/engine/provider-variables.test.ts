import { describe, expect, it } from "vitest";
import { providerVariables } from "../../../cli/engine/index.ts";
import { ended, fakeRun } from "../fixtures.ts";

const signal = new AbortController().signal;
const context = (text: string) => fakeRun(() => ended(`${text}\n`)).run;

describe("the way of Terraform's provider to the engine", () => {
  it("is what DOCKER_HOST says, which it reads itself", async () => {
    const run = context("default unix:///var/run/docker.sock");
    const given = { DOCKER_HOST: "tcp://h:2376", DOCKER_TLS_VERIFY: "1", DOCKER_CERT_PATH: "/certs" };
    expect(await providerVariables({ run, signal, variables: given })).toEqual({});
    expect(await providerVariables({ run, signal, variables: { DOCKER_HOST: "ssh://h" } })).toEqual({});
    expect(await providerVariables({ run, signal, variables: {} })).toEqual({});
  });

  it("has the certificates that docker falls back on", async () => {
    const run = context("default unix:///var/run/docker.sock");
    const tls = { DOCKER_HOST: "tcp://h:2376", DOCKER_TLS_VERIFY: "1", HOME: "/home/me" };
    expect(await providerVariables({ run, signal, variables: tls })).toEqual({ DOCKER_CERT_PATH: "/home/me/.docker" });
    const moved = { ...tls, DOCKER_CONFIG: "/etc/docker-cli" };
    expect(await providerVariables({ run, signal, variables: moved })).toEqual({ DOCKER_CERT_PATH: "/etc/docker-cli" });
  });

  it("follows the docker context, of which it knows nothing", async () => {
    const run = context("trading ssh://me@trading.example");
    expect(await providerVariables({ run, signal, variables: {} })).toEqual({
      DOCKER_HOST: "ssh://me@trading.example",
    });
  });
});
