import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { ensureImages } from "../../cli/images/index.ts";
import { portableModel } from "../../cli/render/portable.ts";
import { writeRendering } from "../../cli/render/write.ts";
import { type Outcome, run } from "../../cli/run.ts";
import { exportSecrets } from "../../cli/secrets/export.ts";
import { prometheus as prometheusAt, type TargetState } from "../../cli/stack/prometheus.ts";
import { adminLogin, siteOf } from "../../cli/stack/site.ts";
import { waitForTargets } from "../../cli/stack/wait.ts";
import { silentProgress } from "../../cli/terminal/progress.ts";
import { composeFiles } from "../../stacks/compose.ts";
import { prometheus } from "../../stacks/services/index.ts";
import type { ImageName } from "../../stacks/versions.ts";
import { freeOffset } from "../e2e/clone.ts";
import { builtIn, workshop } from "../support/tools.ts";

/** As `docker inspect` tells it. */
const container = z.object({
  Config: z.object({ User: z.string(), Hostname: z.string() }),
  State: z.object({ Health: z.object({ Status: z.string() }) }),
  HostConfig: z.object({
    ReadonlyRootfs: z.boolean(),
    CapDrop: z.array(z.string()),
    SecurityOpt: z.array(z.string()),
    Memory: z.number(),
    MemorySwap: z.number(),
    NanoCpus: z.number(),
    Init: z.boolean(),
    PortBindings: z.record(z.string(), z.array(z.object({ HostIp: z.string() }))).nullable(),
  }),
});

const portOffset = await freeOffset();

describe("what docker compose starts from the rendering", () => {
  const folder = mkdtempSync(join(tmpdir(), "quantflow-compose-"));
  const variables = { QUANTFLOW_INSTANCE: "compose", QUANTFLOW_PORT_OFFSET: `${portOffset}` };
  const site = siteOf({ root: folder, variables }, "local");
  const model = portableModel(site, { kind: "local" });
  const secrets = join(folder, "secrets");
  let compose: (...args: readonly string[]) => Promise<Outcome>;

  beforeAll(async () => {
    const program = await builtIn("docker-compose", "cmd");
    compose = (...args) =>
      run(program, args, {
        directory: join(folder, "compose"),
        environment: { ...process.env, QUANTFLOW_SECRETS: secrets },
      });
    const images = [...new Set(model.services.map(({ image }) => image as ImageName))];
    await ensureImages(workshop, images, model.resolution.imageSource);
    writeRendering(join(folder, "compose"), composeFiles(model));
    exportSecrets(model.services, site.store, secrets);
    const up = await compose("up", "--detach", "--wait", "--wait-timeout", "300");
    expect(up.code, up.stderr).toBe(0);
  });

  afterAll(async () => {
    await compose("down", "--volumes");
    rmSync(folder, { recursive: true });
  });

  const inspected = async () => {
    const { stdout: ids } = await compose("ps", "--all", "--quiet");
    const { stdout } = await run("docker", ["inspect", ...ids.trim().split("\n")]);
    return z.array(container).parse(JSON.parse(stdout));
  };

  it("is healthy, every service of the model, and confined by the engine as the model says", async () => {
    const containers = await inspected();
    expect(containers.map(({ Config }) => Config.Hostname).sort()).toEqual(
      model.services.map(({ name }) => name).sort(),
    );
    for (const { Config, State, HostConfig } of containers) {
      const service = model.services.find(({ name }) => name === Config.Hostname);
      expect({ ...HostConfig, ...Config, health: State.Health.Status }).toMatchObject({
        ...{ Hostname: service?.name, User: service?.user, health: "healthy" },
        ...{ ReadonlyRootfs: true, CapDrop: ["ALL"], SecurityOpt: ["no-new-privileges:true"], Init: true },
        ...{ Memory: service?.limits.memory.value, MemorySwap: service?.limits.memory.value },
        NanoCpus: (service?.limits.cpus ?? 0) * 1e9,
      });
      const bound = Object.values(HostConfig.PortBindings ?? {}).flat();
      expect(bound.map(({ HostIp }) => HostIp)).toEqual((service?.opens ?? []).map(() => "127.0.0.1"));
    }
  });

  it("is scraped, every target", async () => {
    const expected = new Map(model.targets.map(({ job }) => [job as string, 1]));
    const patience = { now: Date.now, pause: (time: number) => setTimeout(time), limit: 120_000 };
    const found = await waitForTargets(
      prometheusAt(model.publicUrl(prometheus, "web"), adminLogin(site)),
      expected,
      patience,
      silentProgress.start("targets"),
    );
    expect(found.filter(({ health }: TargetState) => health !== "up")).toEqual([]);
    expect(new Set(found.map(({ job }) => job))).toEqual(new Set(expected.keys()));
  });

  it("reads its secrets as its own user, and cannot change them", async () => {
    const inRedis = (script: string) => compose("exec", "--no-TTY", "redis", "sh", "-c", script);
    expect((await inRedis("id -u && cat /run/secrets/users.acl")).stdout).toMatch(/^999\nuser default off\n/);
    expect((await inRedis("echo x > /run/secrets/users.acl")).code).not.toBe(0);
  });

  it("leaves nothing behind when it is taken down with its volumes", async () => {
    const down = await compose("down", "--volumes");
    expect(down.code, down.stderr).toBe(0);
    const left = await Promise.all(
      ["container ls --all", "volume ls", "network ls"].map((list) =>
        run("docker", [
          ...list.split(" "),
          "--quiet",
          "--filter",
          `label=com.docker.compose.project=${site.instance.prefix}`,
        ]),
      ),
    );
    expect(left.map(({ stdout }) => stdout)).toEqual(["", "", ""]);
  });
});
