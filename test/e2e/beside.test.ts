import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Clone, cloneTree, type Ended } from "./clone.ts";
import { containerNames, docker, inspect, runningNames, volumeNames } from "./engine.ts";
import { platformOf, requireAllTargetsUp } from "./platform.ts";
import { measured } from "./report.ts";
import { type Shared, shared } from "./shared.ts";

describe("a second clone beside the first", () => {
  let first: Shared;
  let second: Clone;
  let cut: Ended;
  let secrets: readonly string[];
  let before: readonly string[];

  const secretsOf = ({ home }: Clone) => {
    const folder = join(home, "secrets");
    return readdirSync(folder).map((name) => `${name} ${readFileSync(join(folder, name), "utf8")}`);
  };
  const identities = async (prefix: string) =>
    (await inspect(await runningNames(prefix))).map(({ Name, Id, State }) => `${Name} ${Id} ${State.StartedAt}`);
  const portsOf = async (prefix: string) =>
    (await inspect(await runningNames(prefix))).flatMap(({ HostConfig }) =>
      Object.values(HostConfig.PortBindings ?? {}).flatMap((bindings) => bindings.map(({ HostPort }) => HostPort)),
    );

  beforeAll(async () => {
    first = await shared();
    before = await identities(first.clone.prefix);
    second = await cloneTree({ instance: "e2e-two", environment: "local" });
    // The line tells that Terraform has begun to make containers.
    cut = await second.quantflow(["up"], { interruptAt: (line) => line.includes("... apply platform") });
    secrets = secretsOf(second);
  });
  afterAll(() => second.destroy());

  it("whose first `up` is cut short by Ctrl-C ends in order, with one message and exit code 130", () => {
    expect(cut.code, cut.stderr).toBe(130);
    expect(cut.stderr).toContain("Stopping in order ...");
    expect(cut.stderr).toContain("Stopped by Ctrl-C. Nothing is lost.");
    expect(cut.stderr).toContain("npm run up");
    expect(cut.stderr).not.toMatch(/^ {4}at /m);
    expect(cut.stderr).not.toContain("every target is up");
  });

  it("continues with the next `up`, to all targets up and with the same secrets", async () => {
    const { code, stderr, seconds } = await second.quantflow(["up"]);
    expect(code, stderr).toBe(0);
    measured("up of a second clone (local) that Ctrl-C had cut short", seconds);
    await requireAllTargetsUp(platformOf(second));
    expect(secretsOf(second)).toEqual(secrets);
  });

  it("shares no name, no port and no volume with it, and leaves it untouched", async () => {
    const [ports, others] = [await portsOf(first.clone.prefix), await portsOf(second.prefix)];
    expect(others.length).toBe(ports.length);
    expect(ports.filter((port) => others.includes(port))).toEqual([]);
    expect(await identities(first.clone.prefix)).toEqual(before);
    const volumes = await volumeNames(first.clone.prefix);
    const mounted = (
      await docker([
        "ps",
        "--all",
        "--filter",
        `label=quantflow.instance=${second.prefix}`,
        "--format",
        "{{.Mounts}}",
        "--no-trunc",
      ])
    ).split(/[,\n]/);
    expect(mounted.filter((name) => volumes.includes(name))).toEqual([]);
  });

  it("sees nothing of it: neither its containers by name, nor its targets", async () => {
    const look = `fetch("http://${first.clone.prefix}-exchange:9444/healthz").then(() => process.exit(0), () => process.exit(7))`;
    await expect(docker(["exec", `${second.prefix}-quantflow-app`, "node", "-e", look])).rejects.toThrow(
      /ended with 7/,
    );
    const { secret } = first.platform;
    const mine = platformOf(second);
    expect(mine.secret("admin-password")).not.toBe(secret("admin-password"));
    expect((await mine.query('count(up{environment!=""}) or vector(0)'))[0]?.value).toBe(0);
    expect((await mine.targets()).length).toBe(mine.model.targets.length);
  });

  it("refuses to take the first one's name from another folder, and says whose it is", async () => {
    const { instance, environment } = first.clone;
    const { code, stderr } = await second.quantflow(["up"], {
      env: {
        QUANTFLOW_INSTANCE: instance,
        QUANTFLOW_ENVIRONMENT: environment,
        QUANTFLOW_PORT_OFFSET: `${first.clone.portOffset}`,
      },
    });
    expect(code, stderr).toBe(1);
    expect(stderr).toContain("another clone");
    expect(stderr).toContain("QUANTFLOW_INSTANCE=");
    expect(await identities(first.clone.prefix)).toEqual(before);
  });

  it("taken down with its data leaves nothing of itself, and all of the first", async () => {
    const { code, stdout, stderr } = await second.quantflow(["down", "--delete-data", "--yes"]);
    expect(code, stderr).toBe(0);
    expect(stdout).toContain("Deleted");
    expect(await containerNames(second.prefix)).toEqual([]);
    expect(await volumeNames(second.prefix)).toEqual([]);
    expect(await identities(first.clone.prefix)).toEqual(before);
    await requireAllTargetsUp(first.platform);
  });
});
