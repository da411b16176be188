import { ApplicationError } from "../errors.ts";

export class MigrationError extends ApplicationError {
  constructor(version: number, name: string, cause: unknown) {
    super("STORE_MIGRATION", `migration ${version} (${name}) failed and was rolled back; see the cause`, { cause });
  }
}

export class SpillError extends ApplicationError {
  constructor(path: string, cause: unknown) {
    super("STORE_SPILL", `fills file ${path} cannot be read or written: check the disk and the file's owner`, {
      cause,
    });
  }
}
