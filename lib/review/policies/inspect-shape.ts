import { z } from "zod";

const texts = z
  .array(z.string())
  .nullish()
  .transform((list) => list ?? []);
const byName = z
  .record(z.string(), z.string())
  .nullish()
  .transform((map) => map ?? {});

const binding = z.object({ HostIp: z.string(), HostPort: z.string() });

/** A container as the engine tells it (`GET /containers/{id}/json`, API 1.41), as far as someone judges it. */
export const inspectShape = z.object({
  Name: z.string(),
  AppArmorProfile: z.string().default(""),
  State: z.object({ Status: z.string(), ExitCode: z.number(), Health: z.object({ Status: z.string() }).nullish() }),
  Config: z.object({
    Image: z.string(),
    User: z.string(),
    Env: texts,
    Cmd: texts,
    Entrypoint: texts,
    Labels: byName,
    Healthcheck: z.object({ Test: texts }).nullish(),
  }),
  HostConfig: z.object({
    NetworkMode: z.string(),
    PidMode: z.string(),
    IpcMode: z.string(),
    UTSMode: z.string(),
    UsernsMode: z.string(),
    CgroupParent: z.string(),
    Privileged: z.boolean(),
    PublishAllPorts: z.boolean(),
    ReadonlyRootfs: z.boolean(),
    CapAdd: texts,
    CapDrop: texts,
    SecurityOpt: texts,
    Devices: z.array(z.unknown()).nullish(),
    Ulimits: z.array(z.unknown()).nullish(),
    PidsLimit: z.number().nullish(),
    Memory: z.number(),
    MemorySwap: z.number(),
    NanoCpus: z.number(),
    CpuQuota: z.number(),
    RestartPolicy: z.object({ Name: z.string(), MaximumRetryCount: z.number() }),
    LogConfig: z.object({ Type: z.string(), Config: byName }),
    Tmpfs: byName,
    PortBindings: z.record(z.string(), z.array(binding).nullable()).nullable(),
  }),
  Mounts: z.array(
    z.object({
      Type: z.string(),
      Source: z.string().default(""),
      Destination: z.string(),
      RW: z.boolean(),
      Propagation: z.string(),
    }),
  ),
  NetworkSettings: z.object({ Networks: z.record(z.string(), z.unknown()) }),
});

export type InspectedContainer = z.infer<typeof inspectShape>;
