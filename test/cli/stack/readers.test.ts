import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { refreshReaders, requireDatabaseFor, restartReaders } from "../../../cli/stack/readers.ts";
import { pushTo } from "../../../cli/stack/secrets.ts";
import { modelOf, siteOf } from "../../../cli/stack/site.ts";
import { stateFile } from "../../../stacks/backend.ts";
import { secrets } from "../../../stacks/secrets.ts";
import { ended, fakeRun, playedContext, repository, temporaryFolder } from "../fixtures.ts";

const DATABASE = "quantflow-timescaledb";

/** The instance as it stands in a folder of the test's own. */
function instance() {
  const real = siteOf({ variables: {}, root: temporaryFolder() }, "local");
  mkdirSync(real.instance.directory, { recursive: true });
  return { site: real, platform: modelOf(real) };
}

/** An engine in which the database is in this state, and nothing else exists. */
function engineWith(status: string | undefined) {
  const database = {
    Id: "1",
    Name: `/${DATABASE}`,
    Created: "2026-11-22T20:00:00Z",
    RestartCount: 0,
    State: { Status: status, ExitCode: 0, OOMKilled: false, Health: { Status: "healthy" } },
  };
  return fakeRun(([kind]) => {
    if (kind === "container") return status ? ended(JSON.stringify([database])) : ended("[]", 1, "No such container");
    return ended();
  });
}

describe("the passwords of the database's roles", () => {
  it("are told to it again by each `up`, so that a run which was cut short before it is made good", async () => {
    const { site, platform } = instance();
    const { run, calls } = engineWith("running");
    await refreshReaders({ ...playedContext({ run }).context, root: repository }, site, platform, { stale: [] });
    const told = calls.filter(({ args }) => args[0] === "exec");
    expect(told).toHaveLength(1);
    expect(told[0]?.args).toContain(DATABASE);
    const input = String(told[0]?.options.input);
    expect(input.startsWith("SET log_min_error_statement = panic;\n")).toBe(true);
    for (const role of ["postgres", "quantflow_app", "quantflow_exporter", "quantflow_reader"])
      expect(input).toContain(`ALTER ROLE ${role} PASSWORD :'password';`);
  });

  it.each([["exited"], [undefined]])("may not be rotated while it is %s", async (status) => {
    const { site } = instance();
    const { run } = engineWith(status);
    await expect(requireDatabaseFor({ run }, site, secrets.databaseApp)).rejects.toMatchObject({
      code: "secrets/database-not-running",
    });
    await requireDatabaseFor({ run }, site, secrets.scrape);
  });

  it("may be rotated while it is healthy", async () => {
    const { site } = instance();
    await requireDatabaseFor({ run: engineWith("running").run }, site, secrets.databaseApp);
  });
});

describe("a rotated password of the administrator", () => {
  const shown = "quantflow-grafana";
  const healthy = (name: string) => ({
    Id: name,
    Name: `/${name}`,
    Created: "2026-11-22T20:00:00Z",
    RestartCount: 0,
    State: { Status: "running", ExitCode: 0, OOMKilled: false, Health: { Status: "healthy" } },
  });
  const withGrafana = (outcome = ended()) => {
    const { site } = instance();
    const platform = modelOf(site, { imageSource: { kind: "registry" }, available: [] });
    const engine = fakeRun(([kind, verb, ...names]) => {
      if (kind === "container" && verb === "inspect") return ended(JSON.stringify(names.map(healthy)));
      return kind === "exec" ? outcome : ended();
    });
    return { site, platform, ...engine };
  };

  it("is told to Grafana's database, from the file in its container: a restart alone would leave the old one valid", async () => {
    const { site, platform, run, calls } = withGrafana();
    await restartReaders(playedContext({ run }).context, site, platform, secrets.admin);
    const told = calls.filter(({ args }) => args[0] === "exec");
    expect(told.map(({ args }) => [args[1], args.at(-1)])).toEqual([
      [shown, "grafana cli admin reset-admin-password --password-from-stdin < /run/secrets/admin-password"],
    ]);
    expect(calls.findIndex(({ args }) => args[0] === "restart")).toBeLessThan(calls.indexOf(told[0] as never));
  });

  it("is told with its words where Grafana does not take it, and other secrets are no business of its database", async () => {
    const { site, platform, run } = withGrafana(ended("", 1, "no such user"));
    const { context } = playedContext({ run });
    await expect(restartReaders(context, site, platform, secrets.admin)).rejects.toMatchObject({
      code: "secrets/grafana-refused",
      message: expect.stringContaining("no such user"),
    });
    expect(await restartReaders(context, site, platform, secrets.scrape)).toContain(shown);
  });
});

describe("secrets handed over", () => {
  it("before the first `up` stay with us: the engine would make volumes that Terraform does not know", async () => {
    const { site, platform } = instance();
    const { run, calls } = engineWith(undefined);
    const pushed = await pushTo(playedContext({ run }).context, site, platform);
    expect(calls).toEqual([]);
    expect(pushed.waiting).toEqual(platform.services.filter((one) => one.secrets).map(({ name }) => name));
  });

  it("go only into volumes that the state knows", async () => {
    const { site, platform } = instance();
    const instances = [{ attributes: { id: "quantflow-secrets-prometheus", name: "quantflow-secrets-prometheus" } }];
    const resources = [{ mode: "managed", type: "docker_volume", name: "secrets", instances }];
    const file = stateFile(site.instance.directory, "storage");
    writeFileSync(join(file), JSON.stringify({ version: 4, resources }));
    const { run, calls } = engineWith(undefined);
    const { waiting } = await pushTo(playedContext({ run }).context, site, platform);
    expect(calls[0]?.args.filter((one) => one.startsWith("--mount"))).toEqual([
      "--mount=type=volume,source=quantflow-secrets-prometheus,target=/secrets/prometheus,volume-nocopy=true",
    ]);
    expect(waiting).not.toContain("prometheus");
  });
});
