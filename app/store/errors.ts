import { ApplicationError } from "../errors.ts";

export class MigrationError extends ApplicationError {
  constructor(version: number, name: string, cause: unknown) {
    super("STORE_MIGRATION", `migration ${version} (${name}) failed and was rolled back; see the cause`, { cause });
  }
}
