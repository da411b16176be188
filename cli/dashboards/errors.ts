import { CliError } from "../errors.ts";

export const formatterFailed = (file: string, said: string): CliError =>
  new CliError(
    "dashboards/formatter-failed",
    `The edited ${file} could not be laid out: ${said}`,
    "Nothing was written. Try `npx biome format` on the dashboards; a file that it refuses cannot be edited.",
  );
