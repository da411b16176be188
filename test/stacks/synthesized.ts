import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { isApplied } from "../../stacks/applied.ts";
import type { Environment } from "../../stacks/environment.ts";
import { environments } from "../../stacks/environments/index.ts";
import type { Model } from "../../stacks/model.ts";
import { type Resolution, writeResolution } from "../../stacks/resolution.ts";
import { modelFrom, synthesize } from "../../stacks/synthesize.ts";

const container = z
  .object({
    name: z.string(),
    image: z.string(),
    user: z.string().optional(),
    read_only: z.boolean().optional(),
    memory: z.number(),
    memory_swap: z.number(),
    cpus: z.string().optional(),
    log_opts: z.record(z.string(), z.string()),
    security_opts: z.array(z.string()),
    capabilities: z.object({ drop: z.array(z.string()), add: z.array(z.string()).optional() }),
    healthcheck: z.object({ test: z.array(z.string()) }).optional(),
    must_run: z.boolean().optional(),
    privileged: z.boolean().optional(),
    network_mode: z.string().optional(),
    env: z.array(z.string()).optional(),
    ports: z.array(z.object({ ip: z.string(), external: z.number(), internal: z.number() })).optional(),
    networks_advanced: z.array(z.object({ name: z.string() })).optional(),
  })
  .loose();
export type SynthesizedContainer = z.infer<typeof container>;

const named = z.record(z.string(), z.object({ name: z.string() }).loose());
const stackShape = z
  .object({
    resource: z
      .object({
        docker_container: z.record(z.string(), container).default({}),
        docker_volume: named.default({}),
        docker_network: named.default({}),
        docker_image: named.default({}),
      })
      .loose(),
    terraform: z.object({ backend: z.record(z.string(), z.record(z.string(), z.unknown())) }).loose(),
  })
  .loose();

/** Every source of images there is, with and without Grafana in the engine. */
export const RESOLUTIONS: Readonly<Record<string, Resolution>> = {
  registry: { imageSource: { kind: "registry" }, available: [] },
  mirror: { imageSource: { kind: "mirror", host: "mirror.example:5000" }, available: [] },
  "local with Grafana": { imageSource: { kind: "local" }, available: ["grafana", "cadvisor"] },
  local: { imageSource: { kind: "local" }, available: [] },
};

const applied = Object.values<Environment>(environments)
  .filter(isApplied)
  .map(({ name }) => name);

/** Whatever Terraform may be asked to apply. */
export const everyCase = applied.flatMap((environment) =>
  Object.keys(RESOLUTIONS).map((resolution) => ({ environment, resolution })),
);

interface Synthesized {
  readonly model: Model;
  readonly text: (stack: string) => string;
  readonly stack: (stack: string) => z.infer<typeof stackShape>;
}

/** Synthesizes as `npx cdktf synth` does, in a folder that is gone when `use` has returned. */
export function synthesized<T>(
  { environment, resolution }: (typeof everyCase)[number],
  use: (made: Synthesized) => T,
): T {
  const root = mkdtempSync(join(tmpdir(), "synthesized-"));
  try {
    const directory = join(root, ".quantflow", `quantflow-${environment}`);
    writeResolution(directory, RESOLUTIONS[resolution] as Resolution);
    const variables = { QUANTFLOW_ENVIRONMENT: environment };
    synthesize(variables, root);
    const text = (name: string) => readFileSync(join(root, "cdktf.out", "stacks", name, "cdk.tf.json"), "utf8");
    return use({ model: modelFrom(variables, root), text, stack: (name) => stackShape.parse(JSON.parse(text(name))) });
  } finally {
    rmSync(root, { recursive: true });
  }
}
