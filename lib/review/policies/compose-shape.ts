import { z } from "zod";

const texts = z.array(z.string()).default([]);
const byName = z.record(z.string(), z.string()).default({});

const port = z.strictObject({
  name: z.string().optional(),
  target: z.number(),
  published: z.string().optional(),
  host_ip: z.string().optional(),
  protocol: z.string().optional(),
});

const mount = z.strictObject({
  type: z.string(),
  source: z.string(),
  target: z.string(),
  read_only: z.boolean().default(false),
  bind: z.strictObject({ create_host_path: z.boolean() }).optional(),
});

const healthcheck = z.strictObject({
  test: z.array(z.string()),
  interval: z.string(),
  timeout: z.string(),
  start_period: z.string(),
  retries: z.number(),
});

const service = z.strictObject({
  image: z.string(),
  entrypoint: z.array(z.string()).optional(),
  command: z.array(z.string()).optional(),
  environment: byName,
  user: z.string().optional(),
  init: z.boolean().optional(),
  restart: z.string().default("no"),
  stop_grace_period: z.string().optional(),
  read_only: z.boolean().default(false),
  privileged: z.boolean().default(false),
  network_mode: z.string().optional(),
  pid: z.string().optional(),
  ipc: z.string().optional(),
  userns_mode: z.string().optional(),
  tmpfs: texts,
  cap_drop: texts,
  cap_add: texts,
  security_opt: texts,
  mem_limit: z.string().optional(),
  memswap_limit: z.string().optional(),
  cpus: z.number().optional(),
  logging: z.strictObject({ driver: z.string(), options: byName }).optional(),
  labels: byName,
  healthcheck: healthcheck.optional(),
  dns_opt: texts,
  sysctls: byName,
  networks: texts,
  ports: z.array(port).default([]),
  volumes: z.array(mount).default([]),
  secrets: z.array(z.strictObject({ source: z.string(), target: z.string() })).default([]),
  depends_on: z.record(z.string(), z.strictObject({ condition: z.string() })).default({}),
});

/**
 * The part of a Compose file whose meaning the policies know, in its long syntax. Whatever else it says is refused: a
 * key that nobody has mapped would pass unjudged.
 */
export const composeShape = z.strictObject({
  name: z.string(),
  services: z.record(z.string(), service),
  networks: z.record(z.string(), z.strictObject({ internal: z.boolean() })).default({}),
  volumes: z.record(z.string(), z.strictObject({ labels: byName })).default({}),
  secrets: z.record(z.string(), z.strictObject({ file: z.string() })).default({}),
});

export type ComposeProject = z.infer<typeof composeShape>;
export type ComposeService = z.infer<typeof service>;
