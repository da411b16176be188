import { CliError } from "../errors.ts";

export const planUnreadable = (file: string, cause: Error): CliError =>
  new CliError(
    "review/unreadable",
    `${file} cannot be read: ${cause.message}`,
    "Name a plan as `terraform show -json FILE` prints it, or - for standard input",
    { cause },
  );
