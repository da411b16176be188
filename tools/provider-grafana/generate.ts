import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";

/** Runs at install. The stamp tells from which inputs the bindings stem, so an unchanged schema costs nothing. */
const here = import.meta.dirname;
const directory = path.join(here, "lib");
const stampFile = path.join(directory, ".stamp");

const read = (file: string): Promise<string> => readFile(path.join(here, file), "utf8");
const versionOf = (name: string): string => createRequire(import.meta.url)(`${name}/package.json`).version;

async function currentStamp(): Promise<string> {
  const files = await Promise.all(["schema.json", "package.json", "bindings.ts"].map(read));
  const versions = ["@cdktf/provider-generator", "typescript"].map(versionOf);
  return createHash("sha256")
    .update(JSON.stringify([files, versions]))
    .digest("hex");
}

async function generate(): Promise<void> {
  // The generator asks Terraform for its version when it is loaded: neither its phone home nor its warnings belong here.
  Object.assign(process.env, { CHECKPOINT_DISABLE: "1", TF_CLI_CONFIG_FILE: "" });
  const { writeBindings } = await import("./bindings.ts");
  const [schema, manifest] = await Promise.all(["schema.json", "package.json"].map(read));
  await writeBindings(JSON.parse(`${schema}`), JSON.parse(`${manifest}`).version, directory);
}

const [stamp, standing] = await Promise.all([currentStamp(), readFile(stampFile, "utf8").catch(() => undefined)]);
if (standing !== stamp) {
  await generate();
  await writeFile(stampFile, stamp);
}
