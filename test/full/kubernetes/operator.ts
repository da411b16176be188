import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readFolder } from "../../../cli/tools/folder.ts";
import { moduleSources } from "../../../cli/tools/go.ts";
import { tools } from "../../../stacks/versions.ts";
import { builtIn, workshop } from "../../support/tools.ts";
import type { ControlPlane } from "./control-plane.ts";
import { kubectl } from "./kubectl.ts";
import { type Program, program } from "./program.ts";

/** Installs the definitions that come with the operator's module, whose licence is theirs: they are read where Go keeps them. */
export async function installDefinitions(plane: ControlPlane): Promise<void> {
  const directory = await definitions();
  const { code, stderr } = await kubectl(plane, ["apply", "--server-side", "--filename", directory]);
  if (code !== 0) throw new Error(`the operator's definitions were refused:\n${stderr}`);
  const wait = ["wait", "--for=condition=Established", "--timeout=60s", "--filename", directory];
  const waited = await kubectl(plane, wait);
  if (waited.code !== 0) throw new Error(`the operator's definitions were not established:\n${waited.stderr}`);
}

async function definitions(): Promise<string> {
  const folder = readFolder(workshop.root, "prometheus-operator");
  const scratch = await mkdtemp(join(tmpdir(), "operator-"));
  try {
    const sources = await moduleSources(workshop, folder, tools["prometheus-operator"].module, scratch);
    return join(sources, "example", "prometheus-operator-crd");
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

export interface Operator extends Program {
  /** `0.85.0` */
  readonly version: string;
}

/** The operator, outside of the cluster. It serves its own metrics on a free port. */
export async function operator({ kubeconfig }: ControlPlane): Promise<Operator> {
  const flags = ["--web.listen-address=127.0.0.1:0"];
  const given = { directory: tmpdir(), environment: { KUBECONFIG: kubeconfig } };
  const running = program(await builtIn("prometheus-operator", "operator"), flags, given);
  return { ...running, version: tools["prometheus-operator"].version };
}
