import { CliError } from "../errors.ts";

export const notWritable = (out: string, cause: Error): CliError =>
  new CliError(
    "render/not-writable",
    `The rendering cannot be written to ${out}: ${cause.message}.`,
    "Name a folder that you may write to, with room: --out DIR",
    { cause },
  );

export const foreignManifest = (path: string): CliError =>
  new CliError(
    "render/foreign-manifest",
    `${path} is not a list of file names as a rendering leaves it.`,
    "Name another folder, or delete that file; what the earlier rendering wrote then stays.",
  );

export const foreignFiles = (paths: readonly string[]): CliError =>
  new CliError(
    "render/foreign-files",
    `These files are there, and no rendering wrote them:\n${paths.map((path) => `    ${path}`).join("\n")}`,
    "Name another folder with --out DIR, or move them away.",
  );
