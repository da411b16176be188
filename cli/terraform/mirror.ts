import { existsSync, readFileSync } from "node:fs";
import { cp, link, mkdir, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { tools } from "../../stacks/versions.ts";
import { buildFolder } from "../tools/build.ts";
import { cacheDirectory, produce } from "../tools/cache.ts";
import { readFolder } from "../tools/folder.ts";
import type { Workshop } from "../tools/workshop.ts";

const PROVIDER = "terraform-provider-docker";
const REGISTRIES = { terraform: "registry.terraform.io", tofu: "registry.opentofu.org" } as const;
const PROBE_MILLISECONDS = 3000;

export type ProgramName = keyof typeof REGISTRIES;

/** Whether the program's provider registry answers within 3 seconds. */
export async function providersAnswer(program: ProgramName, get: typeof fetch = fetch): Promise<boolean> {
  const url = `https://${REGISTRIES[program]}/.well-known/terraform.json`;
  return get(url, { signal: AbortSignal.timeout(PROBE_MILLISECONDS) }).then(
    (response) => response.ok,
    () => false,
  );
}

/** Whether the user's own CLI configuration says where providers come from; then it is not ours to say. */
export function hasOwnInstallation(variables: NodeJS.ProcessEnv): boolean {
  const file = variables["TF_CLI_CONFIG_FILE"] || join(homedir(), ".terraformrc");
  return existsSync(file) && /\bprovider_installation\b/.test(readFileSync(file, "utf8"));
}

/**
 * The CLI configuration that takes the Docker provider, built from its Go module, from a directory in the cache.
 * Terraform and OpenTofu name the provider by their own registry, so it stands there under both names.
 */
export async function mirrorConfiguration(workshop: Workshop): Promise<string> {
  const folder = readFolder(workshop.root, PROVIDER);
  const mirror = join(cacheDirectory(workshop.variables), "terraform", `mirror-${folder.key}`);
  await produce(mirror, async (scratch) => {
    const binary = join(await buildFolder(workshop, folder), PROVIDER);
    for (const registry of Object.values(REGISTRIES)) await place(binary, join(scratch, registry));
    await writeFile(join(scratch, "terraform.tfrc"), configuration(mirror));
  });
  return join(mirror, "terraform.tfrc");
}

async function place(binary: string, registry: string): Promise<void> {
  const { version } = tools[PROVIDER];
  const directory = join(registry, "kreuzwerker/docker", version, platform());
  await mkdir(directory, { recursive: true });
  const target = join(directory, `${PROVIDER}_v${version}`);
  // One file under two names; where the file system cannot, two files.
  await link(binary, target).catch(() => cp(binary, target));
}

/** As Go names it: `linux_amd64`. */
const platform = (): string => `${process.platform}_${process.arch === "x64" ? "amd64" : process.arch}`;

/** https://developer.hashicorp.com/terraform/cli/config/config-file#provider-installation */
export function configuration(mirror: string): string {
  const mirrored = JSON.stringify(Object.values(REGISTRIES).map((registry) => `${registry}/kreuzwerker/docker`));
  return [
    "disable_checkpoint = true",
    "provider_installation {",
    `  filesystem_mirror { path = ${JSON.stringify(mirror)}, include = ${mirrored} }`,
    `  direct { exclude = ${mirrored} }`,
    "}",
    "",
  ].join("\n");
}
