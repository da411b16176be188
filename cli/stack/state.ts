import { readFileSync } from "node:fs";
import { join } from "node:path";

/** What a Terraform state file (version 4) says about the engine's objects, as far as bring-up needs it. */
export interface StateObject {
  readonly type: string;
  readonly address: string;
  readonly id: string;
  readonly name: string | undefined;
}

interface StateFile {
  readonly resources?: readonly {
    readonly mode: string;
    readonly type: string;
    readonly name: string;
    readonly instances: readonly { readonly attributes?: { readonly id?: string; readonly name?: string } }[];
  }[];
}

export const stateFile = (directory: string, stack: string): string => join(directory, `terraform.${stack}.tfstate`);

/** The managed objects in a stack's state; none when the stack was never applied. */
export function stateObjects(directory: string, stack: string): StateObject[] {
  const text = textOf(stateFile(directory, stack));
  if (!text) return [];
  const state: StateFile = JSON.parse(text);
  return (state.resources ?? [])
    .filter(({ mode }) => mode === "managed")
    .flatMap(({ type, name, instances }) =>
      instances.map(({ attributes }) => ({
        type,
        address: `${type}.${name}`,
        id: attributes?.id ?? "",
        name: attributes?.name,
      })),
    );
}

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}
