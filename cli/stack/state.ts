import { readFileSync } from "node:fs";
import { z } from "zod";
import { stateFile } from "../../stacks/backend.ts";
import { type StatePlace, stateUnreadable } from "../terraform/index.ts";
import type { Workshop } from "../tools/index.ts";
import { openRemoteState } from "./remote-state.ts";
import type { Site } from "./site.ts";
import type { StackName } from "./synthesis.ts";

/** What a Terraform state (version 4) says about the engine's objects, as far as bring-up needs it. */
export interface StateObject {
  readonly type: string;
  readonly address: string;
  readonly id: string;
  readonly name: string | undefined;
}

const attributes = z.object({ id: z.string().optional(), name: z.string().optional() });
const resource = z.object({
  mode: z.string(),
  type: z.string(),
  name: z.string(),
  instances: z.array(z.object({ attributes: attributes.nullish().catch(undefined) })),
});
/** https://github.com/hashicorp/terraform/blob/v1.11.4/internal/states/statefile/version4.go */
const shape = z.object({ version: z.literal(4), resources: z.array(resource).default([]) });

/** The managed objects in a stack's state, wherever it lies; none when the stack was never applied. */
export async function stateObjects(
  workshop: Workshop,
  site: Pick<Site, "environment" | "instance">,
  stack: StackName,
): Promise<readonly StateObject[]> {
  if (site.environment.backend.kind !== "local") {
    const state = await openRemoteState(workshop, site, stack);
    return objectsIn(await state.pull(), state.place);
  }
  const file = stateFile(site.instance.directory, stack);
  return objectsIn(textOf(file), { kind: "local", where: file, schema: "" });
}

/** Fails when the text is no state: then nobody can tell what was made. */
function objectsIn(text: string, place: StatePlace): readonly StateObject[] {
  if (text === "") return [];
  return managed(parsed(text, place)).flatMap(({ type, name, instances }) =>
    instances.map(({ attributes }) => ({
      type,
      address: `${type}.${name}`,
      id: attributes?.id ?? "",
      name: attributes?.name,
    })),
  );
}

const managed = ({ resources }: z.infer<typeof shape>) => resources.filter(({ mode }) => mode === "managed");

function parsed(text: string, place: StatePlace): z.infer<typeof shape> {
  try {
    return shape.parse(JSON.parse(text));
  } catch (error) {
    // What JSON.parse says quotes the text, in which secrets stand.
    throw stateUnreadable(place, error instanceof z.ZodError ? z.prettifyError(error) : "what it holds is no JSON");
  }
}

function textOf(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return "";
    throw error;
  }
}
