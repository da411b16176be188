import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { z } from "zod";
import type { Context } from "../command.ts";
import { providerVariables } from "../engine/index.ts";
import { throwIfInterrupted } from "../errors.ts";
import type { Outcome } from "../run.ts";
import { tracked } from "../terminal/progress.ts";
import { ensureTerraform, type Terraform as Found, init, terraform, withoutSecrets } from "../terraform/index.ts";
import type { Terraform } from "./apply.ts";
import type { Site } from "./site.ts";

/** Terraform as this machine has it, ready to be run in a stack's folder. */
export interface TerraformRunner {
  readonly run: Terraform;
  /** The same with more environment variables. */
  runWith(variables: NodeJS.ProcessEnv): Terraform;
  /** Runs it for what it prints: `show`, `state pull`. What it says of errors comes without the backend's secrets. */
  ask(args: readonly string[], directory: string): Promise<Outcome>;
  /** `terraform 1.11.4`, `opentofu 1.10.0` */
  readonly tool: string;
  /** True when the Docker provider was built here, because no provider registry answers. */
  readonly mirrored: boolean;
  /** Fetches what the folder's providers need; next to nothing where that was done before. */
  init(folder: string, stack: string): Promise<void>;
}

/** What `up` found out about Terraform; `doctor` prints from it the line for `npx cdktf`. */
export interface TerraformNote {
  readonly binary: string;
  readonly version: string;
  readonly mirrored: boolean;
  /** The CLI configuration that names the mirror; null without one. */
  readonly configuration: string | null;
}

const shape: z.ZodType<TerraformNote> = z.object({
  binary: z.string(),
  version: z.string(),
  mirrored: z.boolean(),
  configuration: z.string().nullable(),
});

const noteFile = ({ instance }: Site): string => join(instance.directory, "terraform.json");

/** Finds or builds Terraform and its provider. */
export async function openTerraform(context: Context, site: Site): Promise<TerraformRunner> {
  const plain = await ensureTerraform(context);
  const found = { ...plain, environment: { ...plain.environment, ...(await providerVariables(context)) } };
  throwIfInterrupted(context.signal);
  writeNote(site, found);
  const { signal, progress } = context;
  const runWith =
    (variables: NodeJS.ProcessEnv): Terraform =>
    (args, { directory, onLine }) => {
      const environment = { ...found.environment, ...variables };
      return terraform(found.binary, args, { directory, environment, onLine, signal });
    };
  return {
    run: runWith({}),
    runWith,
    ask: async (args, directory) => {
      const { environment } = found;
      const outcome = await context.run(found.binary, args, { directory, environment, signal });
      return { ...outcome, stderr: withoutSecrets(outcome.stderr, environment) };
    },
    tool: `${basename(found.binary) === "tofu" ? "opentofu" : "terraform"} ${found.version}`,
    mirrored: found.mirrored,
    init: (folder, stack) =>
      tracked(progress, `prepare ${stack}`, async () => {
        await init(found, folder, signal);
        throwIfInterrupted(signal);
      }),
  };
}

function writeNote(site: Site, { binary, version, mirrored, environment }: Found): void {
  const configuration = mirrored ? (environment["TF_CLI_CONFIG_FILE"] ?? null) : null;
  const note: TerraformNote = { binary, version, mirrored, configuration };
  mkdirSync(site.instance.directory, { recursive: true });
  writeFileSync(noteFile(site), `${JSON.stringify(note, null, 2)}\n`);
}

/** Undefined where `up` never came that far. */
export function terraformNote(site: Site): TerraformNote | undefined {
  try {
    return shape.parse(JSON.parse(readFileSync(noteFile(site), "utf8")));
  } catch (error) {
    if (
      error instanceof SyntaxError ||
      error instanceof z.ZodError ||
      (error as NodeJS.ErrnoException).code === "ENOENT"
    )
      return undefined;
    throw error;
  }
}
