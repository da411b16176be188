import { withoutSealing } from "../sealing-variables.ts";
import { tool, type Workshop } from "../tools/index.ts";
import { terraformTooOld, terraformUnusable } from "./errors.ts";
import { hasOwnInstallation, mirrorConfiguration, type ProgramName, providersAnswer } from "./mirror.ts";

/** Terraform or OpenTofu. */
export interface Program {
  readonly binary: string;
  /** `1.11.4` */
  readonly version: string;
  /** The whole environment of its process. */
  readonly environment: NodeJS.ProcessEnv;
}

/** It, and how to call it on this machine so that it gets its providers. */
export interface Terraform extends Program {
  /** True when the Docker provider comes from our own directory: `npx cdktf deploy` then needs --skip-provider-lock. */
  readonly mirrored: boolean;
}

interface Installed {
  readonly program: ProgramName;
  readonly binary: string;
  readonly version: string;
}

/** What cdktf 0.21 synthesizes needs 1.5 (`check`, `import` blocks in JSON). */
const OLDEST = [1, 5] as const;

/** Finds Terraform, else OpenTofu, else builds OpenTofu; where its provider registry is silent, builds the provider. */
export async function ensureTerraform(workshop: Workshop): Promise<Terraform> {
  const { program, binary, version } = await installed(workshop);
  const environment = environmentOf(workshop);
  const mirrored = !hasOwnInstallation(workshop.variables) && !(await providersAnswer(program));
  if (!mirrored) return { binary, version, environment, mirrored };
  const TF_CLI_CONFIG_FILE = await mirrorConfiguration(workshop);
  return { binary, version, environment: { ...environment, TF_CLI_CONFIG_FILE }, mirrored };
}

/** The same for what needs no provider, which is then neither fetched nor built. */
export async function ensureProgram(workshop: Workshop): Promise<Program> {
  const { binary, version } = await installed(workshop);
  return { binary, version, environment: environmentOf(workshop) };
}

const environmentOf = ({ variables }: Workshop): NodeJS.ProcessEnv => ({
  ...withoutSealing(variables),
  CHECKPOINT_DISABLE: "1",
  TF_IN_AUTOMATION: "1",
});

async function installed(workshop: Workshop): Promise<Installed> {
  for (const program of ["terraform", "tofu"] as const) {
    const version = await versionOf(workshop, program);
    if (version) return { program, binary: program, version };
  }
  const binary = await tool(workshop, "tofu");
  return { program: "tofu", binary, version: (await versionOf(workshop, binary)) ?? "" };
}

/** Undefined where there is no such program. Fails when it is too old or broken. */
async function versionOf(workshop: Workshop, binary: string): Promise<string | undefined> {
  const { run, signal } = workshop;
  const environment = environmentOf(workshop);
  const outcome = await run(binary, ["version", "-json"], { environment, signal }).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  });
  if (!outcome) return undefined;
  const version = /"terraform_version": "(\d+)\.(\d+)([^"]*)"/.exec(outcome.stdout);
  if (!version) throw terraformUnusable(binary, outcome);
  const [, major = "", minor = "", rest = ""] = version;
  if (Number(major) < OLDEST[0] || (Number(major) === OLDEST[0] && Number(minor) < OLDEST[1]))
    throw terraformTooOld(binary, `${major}.${minor}${rest}`, OLDEST.join("."));
  return `${major}.${minor}${rest}`;
}
