import { TerraformBackend, type TerraformStack } from "../lib/renderings/terraform.ts";
import type { BackendBlock } from "./backend.ts";

/** Any backend. cdktf's own classes are older than S3's lock file, and ask for PostgreSQL's connection, which is a secret. */
export class StateBackend extends TerraformBackend {
  readonly #arguments: BackendBlock["arguments"];

  constructor(stack: TerraformStack, block: BackendBlock) {
    super(stack, "backend", block.kind);
    this.#arguments = block.arguments;
  }

  protected override synthesizeAttributes(): BackendBlock["arguments"] {
    return this.#arguments;
  }

  override getRemoteStateDataSource(): never {
    throw new Error("no stack reads another's state");
  }
}
